/**
 * A stream of events, one of each kind that the spec describes. To Prism a stream is a text like any other.
 */

import type { EventShape } from '../../stream-items.ts';
import type { Sampler } from '../sample/sampler.ts';

/** @throws {Unsampleable} an event has data that nothing can be */
export function eventStream(shapes: readonly EventShape[], sampler: Sampler): string {
  return shapes.map((shape, index) => eventText(shape, index + 1, sampler)).join('');
}

/** WHATWG HTML §9.2.5: fields, and a blank line that ends the event. */
function eventText({ name, json }: EventShape, id: number, sampler: Sampler): string {
  const data = json ? JSON.stringify(sampler.sample(json.schema, { amount: 'full', seed: id })) : 'text';
  return [`id: ${id}`, ...(name === undefined ? [] : [`event: ${name}`]), `data: ${data}`, '', ''].join('\n');
}
