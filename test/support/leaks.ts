/**
 * Watches every client of the suite for what must stay secret. Secrets are learnt from where they are
 * used (credentials, token replies, header fields that sign); after each test, nothing that was emitted
 * meanwhile may hold one: no event, no line on the console, no error, however deeply it is looked into.
 */

import { inspect } from 'node:util';
import { afterEach, beforeEach, expect } from 'vitest';
import { TokenKeeper } from '../../src/runtime/auth/token-keeper.ts';
import { PendingCall } from '../../src/runtime/call.ts';
import { Observers } from '../../src/runtime/events.ts';
import { Security } from '../../src/runtime/security.ts';

/** Shorter ones would be found in words that mean no harm. */
const shortestSecret = 6;

const secrets = new Set<string>();
const emitted: { readonly where: string; readonly text: string }[] = [];

/** Whatever holds secrets: text as it is, and every text within JSON, form data and objects. */
export function learn(value: unknown): void {
  if (typeof value === 'string') {
    if (value.length >= shortestSecret && !isHarmless(value)) secrets.add(value);
    const parts = /^[[{]/.test(value) ? parsed(value) : undefined;
    if (parts !== undefined) learn(parts);
    const [, credentials] = /^(?:Basic|Bearer|DPoP) (.+)$/.exec(value) ?? [];
    learn(credentials);
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) learn(part);
  }
}

/** Something that leaves the library. Errors and objects are looked into as a debugger would. */
export function note(where: string, value: unknown): void {
  emitted.push({ where, text: typeof value === 'string' ? value : everyView(value) });
}

/** What a person could see of a value. */
export function everyView(value: unknown): string {
  const views = [
    inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
    String(value),
    asJson(value),
  ];
  if (value instanceof Error) views.push(value.stack ?? '', everyView(value.cause ?? ''));
  return views.join('\n');
}

/** What was emitted and holds a secret, without the secret itself. */
export function leaks(): string[] {
  return emitted.flatMap(({ where, text }) => {
    const found = [...secrets].filter((secret) => text.includes(secret));
    return found.map(
      (secret) => `${where} tells a secret of ${secret.length} characters, ${secret.slice(0, 3)}…`,
    );
  });
}

export function forget(): void {
  secrets.clear();
  emitted.length = 0;
}

/** Addresses, names and scopes are in the same places as secrets, and are none. */
function isHarmless(text: string): boolean {
  return /^(?:https?:|the-client$|invalid_)/.test(text) || /^[a-z]+:[a-z]+$/.test(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

const signing = ['authorization', 'cookie', 'proxy-authorization', 'x-api-key'];

/** Learns from a request on the wire; what a caller signed itself is a secret too. */
export function learnFrom(request: Request): void {
  for (const name of signing) learn(request.headers.get(name) ?? undefined);
}

/** Installed once in a test file, by the first of the builders that it imports. */
function watchForLeaks(): void {
  const { emit } = Observers.prototype;
  Observers.prototype.emit = function (event) {
    note(`event ${event.type}`, event);
    return emit.call(this, event);
  };

  const { principalOf } = Security.prototype;
  Security.prototype.principalOf = function (operation) {
    const principal = principalOf.call(this, operation);
    if (typeof principal === 'string') learn(principal);
    else principal.then(learn, () => {});
    return principal;
  };

  const { renew } = TokenKeeper.prototype;
  TokenKeeper.prototype.renew = async function (current, isNeeded) {
    const issued = await renew.call(this, current, isNeeded);
    learn([issued.tokens.accessToken, issued.tokens.refreshToken]);
    return issued;
  };

  const { then } = PendingCall.prototype;
  // biome-ignore lint/suspicious/noThenProperty: a call is a promise
  PendingCall.prototype.then = function (onFulfilled, onRejected) {
    then.call(this, undefined, (error) => note('error', error));
    return then.call(this, onFulfilled, onRejected) as never;
  };

  const { log, info, warn, error } = console;
  for (const [name, write] of Object.entries({ log, info, warn, error })) {
    Reflect.set(console, name, (...args: unknown[]) => {
      for (const each of args) note(`console.${name}`, each);
      write(...args);
    });
  }

  beforeEach(forget);
  afterEach(() => expect(leaks()).toEqual([]));
}

watchForLeaks();
