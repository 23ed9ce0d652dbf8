/** Where acts are played: each row is printed when it is there, each claim is checked and counted. */

import type { Api, Resource } from '../../src/generated/index.ts';
import type { ClientOptions } from '../../src/runtime/index.ts';
import type { Counts, Gateway } from './gateway.ts';
import { badLine, count, goodLine, noteLines, rowLine, titleLine } from './table.ts';
import { type Sight, watch } from './watch.ts';

/** One thing the demo shows. */
export interface Act {
  readonly title: string;
  play(stage: Stage): Promise<void>;
}

/** What acts play with. */
export interface Scene {
  readonly gateway: Gateway;
  /** The client of this process. */
  readonly api: Api;
  /** Another client of the same API, as another process would have it. */
  readonly anotherClient: (options?: ClientOptions<Resource>) => Api;
  /** Lines that `useClient` has logged. */
  readonly startLines: readonly string[];
}

const nouns: Readonly<Record<keyof Counts, string>> = {
  requests: 'request',
  tokens: 'token request',
  refused: 'refusal',
};

export class Stage {
  readonly scene: Scene;
  readonly #print: (line: string) => void;
  calls = 0;
  attempts = 0;
  claims = 0;
  failures = 0;

  constructor(scene: Scene, print: (line: string) => void) {
    this.scene = scene;
    this.#print = print;
  }

  /** Plays an act to its end, or to where it breaks. */
  async play({ title, play }: Act): Promise<void> {
    this.#print(titleLine(title));
    this.scene.gateway.countAnew();
    try {
      await play(this);
    } catch (error) {
      this.claim('the act', error instanceof Error ? error.message : String(error), 'played to its end');
    }
  }

  /** Does something with a client and prints what that took. */
  async row(call: string, work: () => PromiseLike<unknown>, client: Api = this.scene.api): Promise<Sight> {
    const sight = await watch(client, call, work);
    this.calls += sight.calls.length;
    this.attempts += sight.row.attempts;
    this.#print(rowLine({ ...sight.row, refreshes: this.scene.gateway.tokensIssued }));
    return sight;
  }

  note(text: string): void {
    this.#print(noteLines(text));
  }

  /** What must have arrived at the gateway since the act began. */
  arrived(expected: Partial<Counts>): void {
    const { counts } = this.scene.gateway;
    const keys = (['requests', 'tokens', 'refused'] as const).filter((key) => expected[key] !== undefined);
    const wrong = keys.filter((key) => counts[key] !== expected[key]);
    this.claims += keys.length;
    this.failures += wrong.length;
    const told = keys.map((key) => count(expected[key] ?? 0, nouns[key])).join(', ');
    if (wrong.length === 0) this.#print(goodLine(`the gateway counted ${told}`));
    for (const key of wrong) {
      this.#print(badLine(`${nouns[key]}s at the gateway: expected ${expected[key]}, actual ${counts[key]}`));
    }
  }

  /**
   * Anything else that must hold.
   *
   * @param told Printed when it does; nothing by default, where the row says it already.
   */
  claim(what: string, actual: string | number, expected: string | number, told?: string): void {
    this.claims += 1;
    if (actual !== expected) {
      this.failures += 1;
      this.#print(badLine(`${what}: expected ${expected}, actual ${actual}`));
    } else if (told !== undefined) this.#print(goodLine(told));
  }
}
