/** What `health` accepts, what it means, and what holds when it is left out. */

import { OptionsError } from '../runtime/errors.ts';
import type { Clock } from '../runtime/ports.ts';
import type { ActionName, InstanceView } from './view.ts';

/** What somebody wants. */
export type Intent =
  | { readonly kind: 'read'; readonly route: Route }
  | {
      readonly kind: 'action';
      readonly action: ActionName;
      /** Name of the client. */
      readonly client: string;
      /** Name of the circuit, the resource or the security scheme. */
      readonly target: string;
    };

/** Who acts; the name is seen on the page, in events and in logs. */
export interface Operator {
  readonly name: string;
}

export type Permission = boolean | Operator | Response;

/** The page is ''. */
export type Route = '' | 'health.json' | 'events' | 'livez' | 'readyz' | 'metrics';

export interface HealthOptions {
  /**
   * Whether a request may have what it asks for; a `Response` is sent instead of the refusal, to ask for a
   * password or to lead to a log-in. It is asked for every request and for every action. Without it, only this
   * machine is answered: a peer at a loopback address, by a loopback name, and not through a proxy. Whoever returns
   * an `Operator` says yes, and who it is: what they do is told with their name.
   */
  readonly authorize?: (request: Request, intent: Intent) => Permission | Promise<Permission>;
  /**
   * Where a request came from, for hosts that know it: Deno's `info.remoteAddr.hostname`, Bun's
   * `server.requestIP(request)?.address`. Never a header, which anybody can send. Used only without `authorize`.
   * The Node adapter knows it by itself. @default unknown, and so refused
   */
  readonly address?: (request: Request) => string | undefined;
  /** What may be done from the page; `true` for everything. @default nothing */
  readonly actions?: true | readonly ActionName[];
  /** Answers `/metrics`, as the handler of `breakwater/metrics` does. @default there is no such path */
  readonly metrics?: (request: Request) => Response | Promise<Response>;
  /**
   * Whether this process wants traffic, for `/readyz`. That an API it calls is down is no reason to say no: all
   * its other work would be lost as well. @default it does, until `close`
   */
  readonly isReady?: () => boolean | Promise<boolean>;
  /** Name of this process on the page. @default `this process` */
  readonly instance?: string;
  /**
   * The processes that share a store, for those who know them.
   * @default where a client shares a Redis, those that do so too and have a health page; else there is no such section
   */
  readonly instances?: () => readonly InstanceView[];
  /** Milliseconds between updates of open pages: 100 to 60,000. @default 1_000 */
  readonly updateMs?: number;
  /** Pages open at a time; more are refused with 503: 1 to 1,000. @default 32 */
  readonly maxViewers?: number;
  /** Origins and resources that are kept count of: 1 to 100,000. Each takes about 16 KB. @default 1_000 */
  readonly maxRows?: number;
  /** What the clients measure by. @default `Date.now` and `performance.now` */
  readonly clock?: Clock;
}

export const everyAction: readonly ActionName[] = ['isolate', 'close', 'reset', 'invalidate', 'refresh'];

/** @throws {OptionsError} An option is out of range, or names an action that there is not. */
export function checkOptions({ updateMs, maxViewers, maxRows, actions }: HealthOptions): void {
  checkWhole('updateMs', updateMs, 100, 60_000);
  checkWhole('maxViewers', maxViewers, 1, 1_000);
  checkWhole('maxRows', maxRows, 1, 100_000);
  const unknown = actions === true ? undefined : actions?.find((each) => !everyAction.includes(each));
  if (unknown !== undefined) throw new OptionsError('actions', `of ${everyAction.join(', ')}`, unknown);
}

function checkWhole(option: string, value: number | undefined, min: number, max: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return;
  throw new OptionsError(option, `a whole number from ${min} to ${max}`, value);
}
