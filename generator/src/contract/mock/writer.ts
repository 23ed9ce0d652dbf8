/**
 * What is written in answer to a request: what a real server wrote, Prism's answer as bytes, or a stream of the events
 * that the spec has.
 */

import { itemKindOf } from '../../media-type.ts';
import { type Node, nodeOf } from '../../node.ts';
import { Sampler } from '../sample/sampler.ts';
import { bodyText, hasBody, headersOf } from './answer.ts';
import { eventStream } from './events.ts';
import type { Output } from './exchange.ts';
import type { Answered, Served, Wanted } from './protocol.ts';

export interface Ending {
  readonly answered?: Answered;
  /** Why nothing can be written. */
  readonly fault?: string;
}

export class Writer {
  readonly #served: Served;
  readonly #sampler: Sampler;

  constructor(served: Served) {
    this.#served = served;
    const document: Node = served.document;
    this.#sampler = new Sampler(nodeOf(nodeOf(document.components).schemas));
  }

  written(output: Output, method: string, { operation }: Wanted): Ending {
    const mediaType = headersOf(output).get('content-type') ?? undefined;
    const { statusCode: status } = output;
    if (!hasBody(method, status)) return { answered: { status, mediaType, body: '' } };
    try {
      const body =
        mediaType === undefined && output.body === undefined
          ? ''
          : this.#body(output, operation, mediaType ?? 'application/json');
      return { answered: { status, mediaType, body } };
    } catch (error) {
      return { fault: error instanceof Error ? error.message : String(error) };
    }
  }

  #body({ body, bytes }: Output, operation: number, mediaType: string): string {
    if (bytes) return new TextDecoder().decode(bytes);
    const events = this.#served.operations[operation]?.events;
    if (events && itemKindOf(mediaType) === 'events') return eventStream(events, this.#sampler);
    return bodyText(body, mediaType);
  }
}
