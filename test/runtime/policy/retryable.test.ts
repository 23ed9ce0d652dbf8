import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import {
  connectFailure,
  errorCode,
  isIdempotent,
  isRetryableStatus,
  LaterFailure,
} from '../../../src/runtime/policy/retryable.ts';

function coded(code: string, more: object = {}): Error {
  return Object.assign(new Error(code), { code, ...more });
}

/** `error` at the given depth of a chain of causes: 1 is the error itself. */
function buried(error: Error, depth: number): Error {
  return depth === 1 ? error : new Error('wrapper', { cause: buried(error, depth - 1) });
}

function cycle(): Error {
  const first = new Error('first');
  first.cause = new Error('second', { cause: first });
  return first;
}

test('exactly these statuses may be tried again', () => {
  const statuses = Array.from({ length: 500 }, (_, index) => index + 100);
  expect(statuses.filter(isRetryableStatus)).toEqual([408, 429, 500, 502, 503, 504]);
});

test.each([
  ['GET', true],
  ['HEAD', true],
  ['PUT', true],
  ['DELETE', true],
  ['OPTIONS', true],
  ['TRACE', true],
  ['QUERY', true],
  ['POST', false],
  ['PATCH', false],
  ['CONNECT', false],
  ['get', false],
])('%s is idempotent: %s', (method, expected) => {
  expect(isIdempotent(method)).toBe(expected);
});

test.each([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])('%s proves that the request never left', (code) => {
  expect(connectFailure(coded(code))).toBe(true);
  expect(connectFailure(new TypeError('fetch failed', { cause: coded(code) }))).toBe(true);
});

test.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'ABORT_ERR'])(
  '%s proves nothing',
  (code) => {
    expect(connectFailure(coded(code))).toBe(false);
  },
);

test('a time-out of connect itself proves it, whatever the code', () => {
  expect(connectFailure(coded('ETIMEDOUT', { syscall: 'connect' }))).toBe(true);
});

test.each(['read', 'write'])('an unreachable host met by %s proves nothing', (syscall) => {
  expect(connectFailure(coded('EHOSTUNREACH', { syscall }))).toBe(false);
});

test('when several addresses were tried, every failure must prove it', () => {
  const refused = coded('ECONNREFUSED');
  expect(connectFailure(new AggregateError([refused, refused]))).toBe(true);
  expect(connectFailure(new AggregateError([refused, coded('ECONNRESET')]))).toBe(false);
});

test('an empty aggregate is judged by its cause', () => {
  expect(connectFailure(new AggregateError([], 'none', { cause: coded('ENOTFOUND') }))).toBe(true);
});

test.each([
  [10, true],
  [11, false],
])('a proof %i errors deep is found: %s', (depth, expected) => {
  expect(connectFailure(buried(coded('ECONNREFUSED'), depth))).toBe(expected);
  expect(errorCode(buried(coded('ECONNREFUSED'), depth)) !== undefined).toBe(expected);
});

test.each([undefined, null, 'ECONNREFUSED', 42, {}, new Error('plain'), cycle()])(
  '%s has neither code nor proof',
  (error) => {
    expect(connectFailure(error)).toBe(false);
    expect(errorCode(error)).toBeUndefined();
  },
);

test.each([
  ['its own', coded('OUTER', { cause: coded('INNER') }), 'OUTER'],
  ['its cause’s', new Error('wrapper', { cause: coded('INNER') }), 'INNER'],
  ['of the first error it aggregates', new AggregateError([new Error('plain'), coded('SECOND')]), 'SECOND'],
  [
    'a string, past a numeric one',
    new Error('wrapper', { cause: Object.assign(new Error('dom'), { code: 20, cause: coded('INNER') }) }),
    'INNER',
  ],
])('the code of an error is %s', (_whose, error, code) => {
  expect(errorCode(error)).toBe(code);
});

test('an aggregate that holds itself many times over is searched once', () => {
  const knot = new AggregateError([]);
  knot.errors = Array.from({ length: 50 }, () => knot);
  expect(errorCode(knot)).toBeUndefined();
  expect(connectFailure(knot)).toBe(false);
});

test('fetch to a port where nobody listens is a proof', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  await new Promise((closed) => server.close(closed));
  const error: unknown = await fetch(`http://localhost:${port}`).catch((reason: unknown) => reason);
  expect(errorCode(error)).toBe('ECONNREFUSED');
  expect(connectFailure(error)).toBe(true);
});

test('a failure after a redirect proves nothing unsent, and keeps its code', () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' });
  expect(connectFailure(refused)).toBe(true);
  expect(connectFailure(new LaterFailure(refused))).toBe(false);
  expect(connectFailure(new Error('wrapped', { cause: new LaterFailure(refused) }))).toBe(false);
  expect(errorCode(new LaterFailure(refused))).toBe('ECONNREFUSED');
});
