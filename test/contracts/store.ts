/**
 * What the cache needs of a store, whatever it is: run on bounded memory, on a plain Keyv, and on
 * Redis. `vi.waitFor` moves fake time where there is fake time, and waits where there is not.
 */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { open, seal, sealInBytes } from '../../src/runtime/store/envelope.ts';
import type { Remote } from '../../src/runtime/store/remote.ts';
import type { Snapshot } from '../../src/runtime/store/snapshot.ts';

/** A store under test. */
export interface Subject {
  readonly remote: Remote;
  /** Puts something under the key that no version of ours has written. */
  spoil(key: string): Promise<void>;
  close(): Promise<void>;
}

const minute = 60_000;

const url = 'https://api.example.com/v1/portfolio';
const stamps = ['*', 'one', 'portfolio', 'two', `url:${url}`, 'three'];
const requestedAt = 1_000.001;

function aSnapshot(name: string): Snapshot {
  const body = { name, text: 'é\n🔑\u0000"' };
  return {
    status: 200,
    fields: 'content-type: application/json\n',
    url,
    contentType: 'application/json',
    isJson: true,
    text: JSON.stringify(body),
    requestedAt,
    bornAt: 1_000,
    freshUntil: 181_000,
    staleUntil: 181_000,
    rescueUntil: 181_000,
    keptUntil: 181_000,
    isStrict: false,
    bodyBytes: 456,
    vary: [['accept', 'application/json']],
    tags: ['portfolio', `url:${url}`],
    body,
  };
}

export function storeContract(name: string, openSubject: () => Promise<Subject>): void {
  describe(`${name} keeps the contract of a store:`, () => {
    let subject: Subject;
    const put = (key: string, snapshot: Snapshot, ttlMs = minute) =>
      subject.remote.set(
        key,
        subject.remote.redis ? sealInBytes(snapshot, stamps) : seal(snapshot, stamps),
        ttlMs,
      );
    const get = async (key: string): Promise<Snapshot | undefined> =>
      open(await subject.remote.get(key), requestedAt)?.snapshot;

    beforeEach(async () => {
      subject = await openSubject();
    });
    afterEach(async () => {
      await subject.close();
    });

    test('what was never put is not there', async () => {
      expect(await get('never')).toBeUndefined();
    });

    test('what was put is there, to the byte', async () => {
      await put('a', aSnapshot('one'));
      expect(await get('a')).toEqual(aSnapshot('one'));
    });

    test('keys do not mix', async () => {
      await put('a', aSnapshot('one'));
      await put('b', aSnapshot('two'));
      expect([await get('a'), await get('b')]).toEqual([aSnapshot('one'), aSnapshot('two')]);
    });

    test('the last put wins', async () => {
      await put('a', aSnapshot('one'));
      await put('a', aSnapshot('two'));
      expect(await get('a')).toEqual(aSnapshot('two'));
    });

    test('a large body is there to the byte, and so are its versions', async () => {
      const text = JSON.stringify({ name: 'é\n🔑\u0000"'.repeat(5_000) });
      await put('a', { ...aSnapshot('one'), text, body: JSON.parse(text) });
      expect((await get('a'))?.text).toBe(text);
      expect(open(await subject.remote.get('a'), requestedAt)?.stamps).toEqual(stamps);
    });

    test('what is established stays what it is', async () => {
      expect(await subject.remote.establish('a', 'one', minute)).toBe('one');
      expect(String(await subject.remote.get('a'))).toBe('one');
    });

    test('what was asked for last was put by somebody, where two establish at once', async () => {
      const both = await Promise.all([
        subject.remote.establish('b', 'one', minute),
        subject.remote.establish('b', 'two', minute),
      ]);
      expect(both).toContain(String(await subject.remote.get('b')));
    });

    test('a ping is answered', async () => {
      await subject.remote.ping();
    });

    test('what has had its time is gone, and not before', async () => {
      await put('short', aSnapshot('one'), 200);
      await put('long', aSnapshot('two'));
      expect(await get('short')).toEqual(aSnapshot('one'));

      await vi.waitFor(async () => expect(await get('short')).toBeUndefined(), {
        timeout: 2_000,
        interval: 20,
      });

      expect(await get('long')).toEqual(aSnapshot('two'));
    });

    test('a new time replaces the old one', async () => {
      await put('a', aSnapshot('one'), 50);
      await put('a', aSnapshot('two'));
      await put('probe', aSnapshot('probe'), 60);
      await vi.waitFor(async () => expect(await get('probe')).toBeUndefined(), {
        timeout: 2_000,
        interval: 20,
      });
      expect(await get('a')).toEqual(aSnapshot('two'));
    });

    test('what cannot be read is a miss, and can be overwritten', async () => {
      await subject.spoil('a');
      expect(await get('a')).toBeUndefined();
      await put('a', aSnapshot('one'));
      expect(await get('a')).toEqual(aSnapshot('one'));
    });
  });
}
