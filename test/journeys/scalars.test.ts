import { Keyv } from 'keyv';
import { afterEach, beforeEach, describe, expect, expectTypeOf, onTestFinished, test, vi } from 'vitest';
import { InvalidRequestError, OptionsError, ResponseError } from '../../src/runtime/index.ts';
import * as dated from '../fixtures/ledger/date/index.ts';
import * as temporal from '../fixtures/ledger/temporal/index.ts';
import { type FakeWire, fakeWire } from '../support/wire.ts';

/** Dates and long integers, from a caller to the wire and back. */

const id = 9007199254740993n;
const at = '2024-02-29T12:00:00.000Z';

const text = `{
  "id": ${id}, "at": "${at}", "day": "2024-02-29", "closed": null, "status": "postponed",
  "totals": { "chf": ${id}, "eur": 7 },
  "parts": [{ "id": 1, "at": "${at}", "closed": "${at}", "mark": ${id}, "parts": [] }, { "id": 2, "at": "soon", "mark": true }],
  "mark": "${at}",
  "payment": { "kind": "card", "until": "${at}" },
  "note": { "text": "${at}", "number": "seven" }
}`;

const headers = { 'content-type': 'application/json' };

function aLedger(wire: FakeWire, options: Parameters<typeof dated.createClient>[0] = {}) {
  const api = dated.createClient({ transport: wire, resilience: { retry: false }, ...options });
  onTestFinished(() => api.close());
  return api;
}

/** Gives everybody the entry; `bodies` is what it was sent. */
function answering(bodies: Promise<string>[] = []): FakeWire {
  const wire = fakeWire();
  wire.always((request) => {
    bodies.push(request.clone().text());
    return new Response(text, { headers });
  });
  return wire;
}

const expected = {
  id,
  at: new Date(at),
  day: '2024-02-29',
  closed: null,
  status: 'postponed',
  totals: { chf: id, eur: 7n },
  parts: [
    { id: 1n, at: new Date(at), closed: new Date(at), mark: id, parts: [] },
    { id: 2n, at: 'soon', mark: true },
  ],
  mark: new Date(at),
  payment: { kind: 'card', until: new Date(at) },
  note: { text: at, number: 'seven' },
};

describe('a reply', () => {
  test('is what its types say, in unions, maps, lists, recursion and parts', async () => {
    const entry = await aLedger(answering()).entries.get({ id });
    expectTypeOf(entry.at).toEqualTypeOf<Date>();
    expectTypeOf(entry.totals).toEqualTypeOf<{ [key: string]: bigint } | undefined>();
    expect(entry).toEqual(expected);
  });

  test('is so from memory too, and no two callers hold the same date', async () => {
    const wire = answering();
    const api = aLedger(wire);
    const [first, second] = await Promise.all([api.entries.get({ id }), api.entries.get({ id })]);
    first.at.setFullYear(1999);
    expect([second, await api.entries.get({ id })]).toEqual([expected, expected]);
    expect(wire.requests).toHaveLength(1);
  });

  test('is so from a shared store too', async () => {
    const [wire, store] = [answering(), new Keyv()];
    await aLedger(wire, { cache: { store } }).entries.get({ id });
    const { data, source } = await aLedger(wire, { cache: { store } }).entries.get({ id }).withResponse();
    expect([data, source]).toEqual([expected, 'store']);
  });

  test('that is an error is what its type says', async () => {
    const wire = fakeWire();
    const problem = `{ "at": "${at}", "code": ${id} }`;
    wire.always(
      () => new Response(problem, { status: 404, headers: { 'content-type': 'application/problem+json' } }),
    );
    const api = aLedger(wire);
    const result = await api.entries.get({ id }).result();
    expect(!result.ok && result.error).toEqual({ at: new Date(at), code: id });
    const thrown: unknown = await api.entries.get({ id }).catch((error: unknown) => error);
    expect(thrown instanceof ResponseError && thrown.body).toEqual({ at: new Date(at), code: id });
  });

  test('is so through the face by path', async () => {
    const { data } = await aLedger(answering()).http.GET('/entries/{id}', { params: { path: { id } } });
    expect(data).toEqual(expected);
  });
});

describe('a request', () => {
  test('writes them into path, query and header', async () => {
    const wire = answering();
    await aLedger(wire).entries.get({
      id,
      since: new Date(at),
      day: '2024-02-29',
      ids: [id, 1n],
      'X-Trace': id,
    });
    const [request] = wire.requests;
    expect(request?.url).toBe(
      `https://ledger.example.com/entries/${id}?since=${encodeURIComponent(at)}&day=2024-02-29&ids=${id}&ids=1`,
    );
    expect(request?.headers.get('x-trace')).toBe(String(id));
  });

  test('writes them into its body, whichever face it is made by', async () => {
    const bodies: Promise<string>[] = [];
    const api = aLedger(answering(bodies));
    const body = { id, at: new Date(at), totals: { chf: id } };
    await api.entries.add({ body });
    await api.http.POST('/entries', { body });
    const written = `{"id":${id},"at":"${at}","totals":{"chf":${id}}}`;
    expect(await Promise.all(bodies)).toEqual([written, written]);
  });

  test('with an invalid date is not sent', async () => {
    const wire = answering();
    const call = aLedger(wire).entries.add({ body: { id, at: new Date(Number.NaN) } });
    await expect(call).rejects.toThrow(InvalidRequestError);
    expect(wire.requests).toEqual([]);
  });
});

describe('with Temporal', () => {
  class Textual {
    readonly text: string;
    constructor(given: string) {
      this.text = given;
    }
    toString(): string {
      return this.text;
    }
    toJSON(): string {
      return this.text;
    }
    get epochMilliseconds(): number {
      return Date.parse(this.text);
    }
    get epochNanoseconds(): bigint {
      return BigInt(this.epochMilliseconds) * 1_000_000n;
    }
  }
  class Instant extends Textual {
    readonly [Symbol.toStringTag] = 'Temporal.Instant';
    static from = (given: string): Instant => new Instant(given);
  }
  class PlainDate extends Textual {
    readonly [Symbol.toStringTag] = 'Temporal.PlainDate';
    static from = (given: string): PlainDate => new PlainDate(given);
  }

  const nameOf = (value: unknown): unknown => value?.constructor.name;

  beforeEach(() => {
    vi.stubGlobal('Temporal', { Instant, PlainDate });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('moments are instants and days are plain dates, both ways', async () => {
    const bodies: Promise<string>[] = [];
    const wire = answering(bodies);
    const api = temporal.createClient({ transport: wire });
    onTestFinished(() => api.close());
    const { at: moment, day, mark, closed } = await api.entries.get({ id, since: Instant.from(at) });
    expect([moment, day, mark].map(nameOf)).toEqual(['Instant', 'PlainDate', 'Instant']);
    expect([moment, day, mark, closed].map(String)).toEqual([at, '2024-02-29', at, 'null']);
    await api.entries.add({ body: { id, at: moment } });
    expect(wire.requests[0]?.url).toContain(`?since=${encodeURIComponent(at)}`);
    expect(await bodies[1]).toBe(`{"id":${id},"at":"${at}"}`);
  });

  test('a platform without it is told so before anything is sent', () => {
    vi.stubGlobal('Temporal', undefined);
    expect(() => temporal.createClient({ transport: fakeWire() })).toThrow(OptionsError);
    expect(() => temporal.createClient({ transport: fakeWire() })).toThrow(
      "import 'temporal-polyfill/global'",
    );
  });
});
