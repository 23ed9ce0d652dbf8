/**
 * The items of a stream, each held against its schema when its turn comes: as JSON, whatever was made of it.
 */

import { type Stream, streamOf } from '../stream.ts';
import { type Issue, issuesOf, mostTold, type Schema } from './schema.ts';
import { asSent } from './sent.ts';

export interface ItemsJudge {
  readonly schema: Schema;
  /** Hears of the first fifty things that are wrong in a stream. */
  tell(issues: readonly Issue[]): void;
  /** What a reader gets in place of an item that is refused; `undefined` where it gets the item. */
  refusal(issues: readonly Issue[]): Error | undefined;
}

export function judgedItems(items: Stream<unknown>, { schema, tell, refusal }: ItemsJudge): Stream<unknown> {
  async function* judged(): AsyncGenerator<unknown, undefined, undefined> {
    let told = 0;
    for await (const item of items) {
      const issues = await issuesOf(schema, asSent(item));
      if (issues.length > 0 && told < mostTold) tell(issues.slice(0, mostTold - told));
      told += issues.length;
      const error = issues.length > 0 ? refusal(issues) : undefined;
      if (error) throw error;
      yield item;
    }
    return undefined;
  }
  return streamOf(judged(), () => void items.cancel());
}
