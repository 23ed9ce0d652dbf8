import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type Level, logTo } from '../../src/logs/index.ts';
import { type BreakwaterEvent, bearer, type CallOptions } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { aPortfolio, getPortfolio, listPortfolios, renamePortfolio } from '../support/sdk.ts';
import { fakeWire } from '../support/wire.ts';

/** A logger that remembers. */
function aLogger(more: object = {}) {
  const lines: [Level, ...unknown[]][] = [];
  const method =
    (level: Level) =>
    (...given: unknown[]) => {
      lines.push([level, ...given]);
    };
  return {
    ...{ debug: method('debug'), info: method('info'), warn: method('warn'), error: method('error') },
    ...more,
    lines,
  };
}

const operation = 'getPortfolio';
const origin = 'https://api.example.com';

describe('each event is one line', () => {
  const call = { type: 'call', operation, resource: 'portfolio', durationMs: 12.3 } as const;
  test.each<[Level, string, BreakwaterEvent]>([
    [
      'debug',
      'getPortfolio ok 200, 12 ms, 1 attempt, cache miss',
      { ...call, outcome: 'ok', status: 200, source: 'network', cache: 'miss', attempts: 1 },
    ],
    [
      'debug',
      'getPortfolio ok 200, 0.1 ms, from memory, cache hit',
      { ...call, outcome: 'ok', status: 200, source: 'memory', cache: 'hit', attempts: 0, durationMs: 0.12 },
    ],
    [
      'debug',
      'getPortfolio failed RESPONSE_ERROR 503, 12 ms, 3 attempts, cache miss',
      {
        ...call,
        outcome: 'failed',
        status: 503,
        code: 'RESPONSE_ERROR',
        source: 'network',
        cache: 'miss',
        attempts: 3,
      },
    ],
    [
      'debug',
      'getPortfolio is tried again in 80 ms: attempt 1 ended with ECONNRESET',
      { type: 'retry', operation, origin, attempt: 1, reason: 'ECONNRESET', delayMs: 80 },
    ],
    [
      'debug',
      'getPortfolio waits: rate-limit of https://api.example.com, for 200 ms',
      { type: 'limit', limit: 'rate-limit', action: 'held', operation, origin, waitMs: 200 },
    ],
    [
      'warn',
      'getPortfolio is refused: bulkhead of https://api.example.com',
      { type: 'limit', limit: 'bulkhead', action: 'refused', operation, origin },
    ],
    [
      'warn',
      'https://api.example.com is left alone, as it asked, for 30000 ms',
      { type: 'limit', limit: 'cool-down', action: 'began', operation, origin, waitMs: 30_000 },
    ],
    [
      'warn',
      'circuit of https://api.example.com reports: closed to open, failure-ratio',
      { type: 'circuit', origin, resource: 'reports', from: 'closed', to: 'open', reason: 'failure-ratio' },
    ],
    [
      'debug',
      'circuit of https://api.example.com is closed',
      { type: 'circuit', origin, from: 'closed', to: 'closed', reason: 'created' },
    ],
    [
      'debug',
      'token of oauth refreshed, for 3600 s',
      { type: 'token', scheme: 'oauth', outcome: 'refreshed', expiresInSeconds: 3_600 },
    ],
    ['warn', 'token of oauth failed', { type: 'token', scheme: 'oauth', outcome: 'failed' }],
    [
      'debug',
      'cache of portfolio is outdated by createPortfolio',
      { type: 'invalidation', resource: 'portfolio', cause: 'createPortfolio' },
    ],
    ['warn', 'shared store: get timeout', { type: 'store', action: 'get', outcome: 'timeout' }],
    [
      'debug',
      'getPortfolio is refused: circuit of https://api.example.com',
      { type: 'limit', limit: 'circuit', action: 'refused', operation, origin, waitMs: 400 },
    ],
    [
      'debug',
      'getPortfolio goes on: bulkhead of https://api.example.com held it, for 20 ms',
      { type: 'limit', limit: 'bulkhead', action: 'entered', operation, origin, waitMs: 20 },
    ],
    [
      'debug',
      'getPortfolio is not tried again: retry-budget of https://api.example.com is used up',
      { type: 'limit', limit: 'retry-budget', action: 'refused', operation, origin },
    ],
    [
      'warn',
      'by hand: isolate https://api.example.com, done, by ada',
      { type: 'action', action: 'isolate', target: origin, by: 'ada', outcome: 'done' },
    ],
    ['debug', 'shared store: get skipped', { type: 'store', action: 'get', outcome: 'skipped' }],
  ])('%s: %s', (level, text, event) => {
    const logger = aLogger();
    logTo(logger)(event);
    expect(logger.lines).toEqual([[level, `breakwater: ${text}`, event]]);
  });
});

test('a reason that a system gives cannot begin a line of its own', () => {
  const logger = aLogger();
  const reason = 'down\n2026-01-01 root logged in\u001b[2J\u2028\u202e';
  logTo(logger)({ type: 'store', action: 'get', outcome: 'failed', reason });
  const [[, line] = []] = logger.lines;
  expect(line).toBe(
    'breakwater: shared store: get failed, down\\u{a}2026-01-01 root logged in\\u{1b}[2J\\u{2028}\\u{202e}',
  );
});

test('what a schema refuses is counted, and not repeated', () => {
  const logger = aLogger();
  const issues = [{ message: 'must be a number, was "hunter2"', path: '/password' }];
  logTo(logger)({ type: 'violation', operation, direction: 'request', issues });
  expect(JSON.stringify(logger.lines)).not.toContain('hunter2');
  expect(logger.lines).toEqual([
    [
      'warn',
      'breakwater: getPortfolio: the request breaks its schema in 1 place',
      { type: 'violation', operation, direction: 'request', issueCount: 1 },
    ],
  ]);
});

test('pino has its fields first, others their text, and both may be told', () => {
  const event: BreakwaterEvent = { type: 'token', scheme: 'oauth', outcome: 'failed' };
  const line = 'breakwater: token of oauth failed';
  const [pino, told] = [aLogger({ bindings: () => ({}) }), aLogger()];
  logTo(pino)(event);
  logTo(told, { first: 'fields' })(event);
  expect(pino.lines).toEqual([['warn', event, line]]);
  expect(told.lines).toEqual([['warn', event, line]]);
});

test('what is less than the level is not written', () => {
  const logger = aLogger();
  const observe = logTo(logger, { level: 'warn' });
  observe({ type: 'token', scheme: 'oauth', outcome: 'refreshed' });
  observe({ type: 'token', scheme: 'oauth', outcome: 'failed' });
  expect(logger.lines.map(([level]) => level)).toEqual(['warn']);
});

test('a client that is given it writes one line for each call, and one for each attempt on request', async () => {
  const [plain, whole] = [aLogger(), aLogger()];
  for (const [logger, attempts] of [
    [plain, false],
    [whole, true],
  ] as const) {
    const wire = fakeWire();
    wire.always(() => Response.json(aPortfolio()));
    const client = aClient({ wire, resilience: 'off', onEvent: logTo(logger, { attempts }) });
    await getPortfolio(client, { portfolioId: 'p1' });
  }
  const texts = (logger: typeof plain) =>
    logger.lines.map(([, text]) => String(text).replace(/[\d.]+ ms/, '… ms'));
  const called = 'breakwater: getPortfolio ok 200, … ms, 1 attempt, cache miss';
  expect(texts(plain)).toEqual([called]);
  expect(texts(whole)).toEqual([
    'breakwater: getPortfolio attempt 1 to https://api.example.com: 200, … ms',
    called,
  ]);
});

describe('a call that failed, as a command of curl', () => {
  async function logged(options: { readonly curl?: boolean }, callOptions: CallOptions = {}) {
    const logger = aLogger();
    const wire = fakeWire();
    wire.always(() => new Response(null, { status: 500 }));
    const client = aClient({
      ...{ wire, resilience: 'off' },
      auth: bearer('token-secret'),
      headers: { 'x-api-key': 'header-secret', 'accept-language': 'de' },
      onEvent: logTo(logger, options),
    });
    await listPortfolios(client, { status: ["query's-secret"] }, callOptions).catch(() => {});
    await renamePortfolio(client, { portfolioId: "p'1", body: { name: 'body-secret' } }).catch(() => {});
    return logger.lines;
  }

  test('is written on request, without what may be secret', async () => {
    const lines = await logged({ curl: true });
    const fields =
      "-H 'x-api-key: REDACTED' -H 'accept-language: de' -H 'accept: application/json, application/problem+json'";
    expect(lines.map(([, text]) => String(text).split('again by: ')[1])).toEqual([
      `curl -X GET 'https://api.example.com/v1/portfolio?status=REDACTED' ${fields}`,
      // Of a write that may have gone through, the cache was told as well.
      undefined,
      `curl -X POST 'https://api.example.com/v1/portfolio/p%271/name' ${fields} -H 'content-type: application/json' --data-binary @body`,
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/-secret/);
  });

  test('is in no event that is written down as a whole', async () => {
    const lines = await logged({});
    expect(lines).toHaveLength(3);
    expect(inspect(lines, { depth: 9 }) + JSON.stringify(lines)).not.toMatch(/curl|portfolio\//);
  });
});
