/** Who is left alone, for how long, and what others are told of it. */

import { expect, test, vi } from 'vitest';
import {
  type LeftAlone,
  OriginCoolDowns,
  type SharedCoolDowns,
} from '../../../src/runtime/layers/cool-downs.ts';
import { anExchange } from '../../support/exchange.ts';

const origin = 'https://api.example.com';

function aClock() {
  const time = { ms: 1_000 };
  return { time, clock: { wall: () => 0, monotonic: () => time.ms } };
}

/** What others were told, as the fleet would keep it in memory. */
function aShare(holds: readonly (LeftAlone & { readonly ms: number })[] = []) {
  const began = vi.fn<SharedCoolDowns['began']>();
  const remainingMs = vi.fn(
    (what: LeftAlone) =>
      holds.find(
        ({ origin, principal, policy }) =>
          what.origin === origin && what.principal === principal && what.policy === policy,
      )?.ms ?? 0,
  );
  return { isEmpty: holds.length === 0, remainingMs, began };
}

const reply = (status: number, headers: Record<string, string>) =>
  new Response(null, { status, headers: new Headers(headers) });

test.each<[string, string, number]>([
  ['an origin holds for everybody here', '', 4_000],
  ['a credential holds for that credential', 'ada', 4_000],
  ['another credential does not', 'grace', 0],
])('what others were told of %s', (_what, principal, ms) => {
  const share = aShare([{ origin, principal, policy: '', ms: 4_000 }]);
  const coolDowns = new OriginCoolDowns(aClock().clock, () => {}, share);
  expect(coolDowns.remainingMs(Object.assign(anExchange(), { principal: 'ada' }))).toBe(ms);
});

test('what others were told of another origin does not', () => {
  const share = aShare([{ origin: 'https://other.example', principal: '', policy: '', ms: 4_000 }]);
  expect(new OriginCoolDowns(aClock().clock, () => {}, share).remainingMs(anExchange())).toBe(0);
});

test('of what was told here and elsewhere, the longer holds', () => {
  const { clock, time } = aClock();
  const share = aShare([{ origin, principal: '', policy: '', ms: 4_000 }]);
  const coolDowns = new OriginCoolDowns(clock, () => {}, share);
  const exchange = anExchange();

  coolDowns.heard(reply(503, { 'retry-after': '10' }), exchange);

  expect(coolDowns.remainingMs(exchange)).toBe(10_000);
  time.ms += 7_000;
  expect(coolDowns.remainingMs(exchange)).toBe(4_000);
});

test('others are told what this client was told: of an origin, of a credential, of a policy', () => {
  const share = aShare();
  const coolDowns = new OriginCoolDowns(aClock().clock, () => {}, share);
  const exchange = anExchange();

  coolDowns.heard(reply(503, { 'retry-after': '2' }), exchange);
  coolDowns.heard(reply(429, { 'retry-after': '3' }), exchange);
  coolDowns.heard(reply(200, { ratelimit: '"search";r=0;t=5' }), exchange);

  expect(share.began.mock.calls).toEqual([
    [{ origin, principal: '', policy: '' }, 2_000],
    [{ origin, principal: exchange.principal, policy: '' }, 3_000],
    [{ origin, principal: exchange.principal, policy: 'search' }, 5_000],
  ]);
});

test('while nobody was told anything, nobody is asked', () => {
  const share = aShare();
  new OriginCoolDowns(aClock().clock, () => {}, share).remainingMs(anExchange());
  expect(share.remainingMs).not.toHaveBeenCalled();
});

test('no name of a policy is taken for a credential', () => {
  const coolDowns = new OriginCoolDowns(aClock().clock, () => {});
  const named = (principal: string) => Object.assign(anExchange(), { principal });

  coolDowns.heard(reply(200, { ratelimit: '"p";r=0;t=5' }), named('x'));

  // It is under no policy that it has not seen: only its own could hold it.
  expect(coolDowns.remainingMs(named('p\nx'))).toBe(0);
});

test('what is left is told by origin, the longest of each', () => {
  const { clock, time } = aClock();
  const coolDowns = new OriginCoolDowns(clock, () => {});
  coolDowns.heard(reply(503, { 'retry-after': '2' }), anExchange());
  coolDowns.heard(reply(429, { 'retry-after': '3' }), anExchange());
  expect(coolDowns.states()).toEqual({ [origin]: 3_000 });
  time.ms += 3_000;
  expect(coolDowns.states()).toEqual({});
});
