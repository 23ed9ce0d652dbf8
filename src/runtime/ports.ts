/**
 * The world as the runtime sees it. Each port has one default, looked up when it is used rather
 * than when the module loads, so that instrumentation and test clocks installed later still apply.
 */

import type { BreakwaterEvent } from './events.ts';

/** Sends one request. The default is the global `fetch`. */
export type Transport = (request: Request) => Promise<Response>;

export interface Clock {
  /** Milliseconds since the epoch: for dates that cross process borders (headers, shared entries). */
  wall(): number;
  /** Milliseconds that never jump: for durations, deadlines and expiry. */
  monotonic(): number;
}

/** A number in [0, 1). */
export type Random = () => number;

/** Receives every event. One that throws is reported once and never breaks a call. */
export type Observer = (event: BreakwaterEvent) => void;

/** What `useClient` writes its start to. `console`, pino and consola all fit. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
}

export const globalTransport: Transport = (request) => globalThis.fetch(request);

export const systemClock: Clock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
};

export const systemRandom: Random = () => Math.random();
