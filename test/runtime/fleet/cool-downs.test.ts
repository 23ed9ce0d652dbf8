import { expect, test, vi } from 'vitest';
import { FleetCoolDowns } from '../../../src/runtime/fleet/cool-downs.ts';

const what = { origin: 'https://api.example.com', principal: 'the-secret-token', policy: '' };

function anInstance() {
  const time = { now: 0 };
  const tell = vi.fn<(key: string, holdMs: number) => void>();
  const coolDowns = new FleetCoolDowns({ wall: () => 0, monotonic: () => time.now }, tell);
  return { time, tell, coolDowns };
}

/** What one tells, as the other hears it. */
function told() {
  const [one, other] = [anInstance(), anInstance()];
  one.coolDowns.began(what, 2_000);
  for (const [key, holdMs] of one.tell.mock.calls) other.coolDowns.heard(key, holdMs);
  return { one, other };
}

test('what one instance was told holds for the other, until its time is over', () => {
  const { other } = told();
  other.time.now = 500;
  expect(other.coolDowns.remainingMs(what)).toBe(1_500);
  other.time.now = 2_000;
  expect(other.coolDowns.remainingMs(what)).toBe(0);
  expect(other.coolDowns.isEmpty).toBe(true);
});

test('another credential is not held back', () => {
  const { other } = told();
  expect(other.coolDowns.remainingMs({ ...what, principal: 'another' })).toBe(0);
});

test('no credential goes out', () => {
  const { one } = told();
  expect(JSON.stringify(one.tell.mock.calls)).not.toContain(what.principal);
});

test('nobody is held for longer than an hour, whoever says so', () => {
  const { other } = told();
  const [key = ''] = told().one.tell.mock.calls[0] ?? [];
  other.coolDowns.heard(key, Number.MAX_SAFE_INTEGER);
  expect(other.coolDowns.remainingMs(what)).toBe(3_600_000);
});
