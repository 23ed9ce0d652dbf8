/** A reply in several media types: what is asked for, and what holds then. */

import { expect, test } from 'vitest';
import type { Operation } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { aReply, fakeWire } from '../support/wire.ts';

const report: Operation = {
  id: 'getReport',
  method: 'GET',
  path: '/report',
  resource: 'portfolio',
  replies: { 200: ['application/json', 'text/csv'], 404: 'application/problem+json' },
};

const asWished = (request: Request): Response =>
  request.headers.get('accept')?.startsWith('text/csv')
    ? aReply(200, 'a;b', { 'content-type': 'text/csv; charset=utf-8' })
    : aReply(200, { a: 1 });

test('everything documented is asked for, successes first', async () => {
  const wire = fakeWire();
  wire.always(asWished);
  await aClient({ wire }).call(report, {});
  expect(wire.requests[0]?.headers.get('accept')).toBe(
    'application/json, text/csv, application/problem+json',
  );
});

test('a caller may ask for one of them; errors are what they are', async () => {
  const wire = fakeWire();
  wire.always(asWished);
  expect(await aClient({ wire }).call(report, {}, { accept: 'text/csv' })).toBe('a;b');
  expect(wire.requests[0]?.headers.get('accept')).toBe('text/csv, application/problem+json');
});

test('a result says which of them came, from the origin and from the cache', async () => {
  const wire = fakeWire();
  wire.always(asWished);
  const api = aClient({ wire });
  const call = () => api.call(report, {}, { accept: 'text/csv' }).result();
  expect(await call()).toMatchObject({ status: 200, contentType: 'text/csv', data: 'a;b' });
  expect(await call()).toMatchObject({ status: 200, contentType: 'text/csv', data: 'a;b' });
  expect(wire.requests).toHaveLength(1);
});

test('what was asked for is part of what makes two reads the same', async () => {
  const wire = fakeWire();
  wire.always(asWished);
  const api = aClient({ wire });
  const [json, csv] = await Promise.all([api.call(report, {}), api.call(report, {}, { accept: 'text/csv' })]);
  expect([json, csv]).toEqual([{ a: 1 }, 'a;b']);
});

test('a server that sends another than was asked for is not taken for it', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, { a: 1 }));
  await expect(aClient({ wire }).call(report, {}, { accept: 'text/csv;q=0.9' })).resolves.toBe('{"a":1}');
  await expect(aClient({ wire }).call(report, {}, { accept: 'application/xml+json' })).resolves.toEqual({
    a: 1,
  });
  wire.always(() => aReply(200, 'a;b', { 'content-type': 'text/csv' }));
  await expect(aClient({ wire }).call(report, {}, { accept: 'application/json' })).rejects.toMatchObject({
    code: 'DECODE_FAILED',
    message:
      'getReport (GET /report) answered 200, which could not be read: its content type is text/csv where application/json is documented.',
  });
});

test('a value that no header can carry is refused', async () => {
  const call = aClient({ wire: fakeWire() }).call(report, {}, { accept: 'text/csv\r\nx: y' });
  await expect(call).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
});
