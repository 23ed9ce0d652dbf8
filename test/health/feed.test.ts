import { describe, expect, it, vi } from 'vitest';
import { Collector } from '../../src/health/collect/collector.ts';
import { Feed } from '../../src/health/feed.ts';
import { useFakeTime } from '../support/time.ts';
import { aCall, aToldClient, HandClock } from './scene.ts';

useFakeTime();

function aFeed({ maxViewers = 3 } = {}) {
  const client = aToldClient();
  const collector = new Collector({ instance: 'web-1', clock: new HandClock() });
  collector.add(client);
  const feed = new Feed(() => collector.snapshot(), { updateMs: 1_000, maxViewers });
  return { client, feed };
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

function opened(feed: Feed): Reader {
  const stream = feed.open();
  if (!stream) throw new Error('there was no room');
  return stream.getReader();
}

async function next(reader: Reader): Promise<{ event: string; data: Record<string, unknown> }> {
  const { value } = await reader.read();
  const [, event = '', data = '{}'] =
    /event: (\w+)\ndata: (.*)\n\n$/.exec(new TextDecoder().decode(value)) ?? [];
  return { event, data: JSON.parse(data) };
}

describe('an open page', () => {
  it('is sent everything at first, then what changed, whole rows of it', async () => {
    const { client, feed } = aFeed();
    const reader = opened(feed);
    expect((await next(reader)).event).toBe('snapshot');
    client.tell(aCall());
    await vi.advanceTimersByTimeAsync(1_000);
    const { event, data } = await next(reader);
    expect([event, Object.keys(data).sort()]).toEqual(['update', ['at', 'resources', 'verdict']]);
  });

  it('is sent a heartbeat where nothing changes', async () => {
    const { feed } = aFeed();
    const reader = opened(feed);
    await next(reader);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(Object.keys((await next(reader)).data)).toEqual(['at']);
  });

  it('that cannot keep up misses updates, and gets a snapshot when it has read', async () => {
    const { client, feed } = aFeed();
    const reader = opened(feed);
    let sent = 0;
    while (sent < 2_000) {
      client.tell(aCall({ resource: `r${sent}`, operation: `o${sent}` }));
      sent += 1;
    }
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await next(reader)).event).toBe('snapshot');
    expect((await next(reader)).event).toBe('update');
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await next(reader)).event).toBe('snapshot');
  });

  it('that does not read at all is dropped, and its timer with it', async () => {
    const { client, feed } = aFeed();
    const reader = opened(feed);
    for (let count = 0; count < 2_000; count += 1)
      client.tell(aCall({ resource: `r${count}`, operation: 'o' }));
    await vi.advanceTimersByTimeAsync(40_000);
    expect(feed.viewers).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    await expect(reader.read()).rejects.toThrow('does not read');
  });
});

describe('the feed', () => {
  it('has no timer until somebody looks, one for all, and none when they have left', async () => {
    const { feed } = aFeed();
    expect(vi.getTimerCount()).toBe(0);
    const readers = [opened(feed), opened(feed)];
    expect(vi.getTimerCount()).toBe(1);
    for (const reader of readers) await reader.cancel();
    expect([feed.viewers, vi.getTimerCount()]).toEqual([0, 0]);
  });

  it('refuses more than it may have', () => {
    const { feed } = aFeed({ maxViewers: 1 });
    opened(feed);
    expect(feed.open()).toBeUndefined();
  });

  it('ends every page when it is closed', async () => {
    const { feed } = aFeed();
    const reader = opened(feed);
    await next(reader);
    feed.close();
    expect(await reader.read()).toEqual({ done: true, value: undefined });
    expect(vi.getTimerCount()).toBe(0);
  });
});
