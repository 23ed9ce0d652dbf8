import { expect, it, onTestFinished, vi } from 'vitest';
import { Fleet } from '../../src/health/fleet.ts';
import type { Source } from '../../src/health/index.ts';
import type { Announced, Announcement } from '../../src/runtime/index.ts';
import { useFakeTime } from '../support/time.ts';
import { aToldClient, HandClock, openState, origin } from './scene.ts';

useFakeTime();

/** A client that shares a store, in which others may be. */
function aSharing(others: readonly Announced[] = []) {
  const client = aToldClient();
  const heard: Announcement[] = [];
  client.cache.stats = () => ({
    entries: 0,
    sizeBytes: 0,
    isShared: true,
    storeState: 'used',
    unconfirmed: 0,
  });
  client.announce = async (announcement) => {
    heard.push(announcement);
    return [...others, { ...announcement, ageMs: 0 }];
  };
  return { client, heard };
}

function aFleet(client: Source, clock = new HandClock()) {
  const fleet = new Fleet('web-1', clock);
  onTestFinished(() => fleet.close());
  fleet.add(client);
  return fleet;
}

const other = { id: 'b-2', name: 'web-2', runningMs: 60_000, note: 'api.example.com open', ageMs: 2_000 };

it('is those who said so, this one marked, with since when they run and when they were last heard', async () => {
  const clock = new HandClock();
  const fleet = aFleet(aSharing([other]).client, clock);
  await vi.advanceTimersByTimeAsync(0);
  const now = clock.wall();
  expect(fleet.views()).toEqual([
    { id: 'web-1', startedAt: now, seenAt: now, isThis: true, note: null },
    { id: 'web-2', startedAt: now - 62_000, seenAt: now - 2_000, isThis: false, note: other.note },
  ]);
});

it('tells apart those of one name', async () => {
  const fleet = aFleet(aSharing([{ ...other, name: 'web-1' }]).client);
  await vi.advanceTimersByTimeAsync(0);
  expect(fleet.views()?.map(({ id, isThis }) => [/^web-1 \S{3,4}$/.test(id), isThis])).toEqual(
    expect.arrayContaining([
      [true, true],
      [true, false],
    ]),
  );
});

it('is told every five seconds, circuits that are not closed included, until it is closed', async () => {
  const { client, heard } = aSharing();
  const clock = new HandClock();
  const fleet = aFleet(client, clock);
  client.states = { [origin]: openState(clock.monotonic(), 4_000) };
  await vi.advanceTimersByTimeAsync(5_000);
  expect(heard.map(({ note }) => note)).toEqual([null, 'api.example.com open']);
  fleet.close();
  expect(vi.getTimerCount()).toBe(0);
});

it('forgets who has not been heard for half a minute, and keeps what it knew while the store is away', async () => {
  const { client } = aSharing([other]);
  const clock = new HandClock();
  const fleet = aFleet(client, clock);
  await vi.advanceTimersByTimeAsync(0);
  client.announce = async () => [];
  clock.pass(20_000);
  await fleet.beat();
  expect(fleet.views()).toHaveLength(2);
  clock.pass(10_001);
  expect(fleet.views()).toEqual([]);
});

it('is nobody’s business where nothing is shared: no timer, and no such section', () => {
  const fleet = aFleet(aToldClient());
  expect([fleet.views(), vi.getTimerCount()]).toEqual([undefined, 0]);
});
