import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  DecodeError,
  httpClient,
  InvalidRequestError,
  InvalidResponseError,
  type Operation,
  OptionsError,
  ResponseError,
  type Stream,
  scalars,
  validation,
} from '../../src/runtime/index.ts';
import { aClient, recordEvents } from '../support/client.ts';
import { aPortfolio, createPortfolio, getPortfolio, listPortfolios, operations } from '../support/sdk.ts';
import { aReply, type FakeWire, fakeWire } from '../support/wire.ts';

const Portfolio = z.looseObject({ id: z.string(), name: z.string() });
const Problem = z.looseObject({ title: z.string() });
const response = { getPortfolio: { 200: Portfolio, '4XX': Problem } };
const request = { createPortfolio: { body: z.looseObject({ name: z.string().min(2) }) } };

const p1 = { portfolioId: 'p1' };
const wrong = { id: 'p1', name: 4711 };

function answering(status: number, body: object): FakeWire {
  const wire = fakeWire();
  wire.always(() => aReply(status, body));
  return wire;
}

async function failureOf(call: PromiseLike<unknown>): Promise<unknown> {
  return call.then(
    () => 'no failure',
    (error: unknown) => error,
  );
}

describe('a request that its schema refuses', () => {
  test('is not sent, and the error names the argument and the place in it, never the value', async () => {
    const wire = fakeWire();
    const client = aClient({ wire, validate: validation({ request }) });

    const error = await failureOf(createPortfolio(client, { body: { name: '§' } }));

    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({
      message: 'createPortfolio was not sent, because its schema refuses `body.name`.',
      code: 'INVALID_REQUEST',
      attempts: 0,
      issues: [{ path: 'body.name', message: 'Too small: expected string to have >=2 characters' }],
    });
    expect(inspect(error)).not.toContain('§');
    expect(wire.requests).toEqual([]);
  });

  test('goes all the same where violations are only reported', async () => {
    const wire = answering(201, aPortfolio());
    const client = aClient({ wire, validate: validation({ request, onViolation: 'report' }) });
    const events = recordEvents(client);

    await createPortfolio(client, { body: { name: '§' } });

    expect(wire.requests).toHaveLength(1);
    expect(events[0]).toEqual({
      type: 'violation',
      operation: 'createPortfolio',
      direction: 'request',
      issues: [{ path: 'body.name', message: 'Too small: expected string to have >=2 characters' }],
    });
  });

  test('is looked at as the wire has it, and sent as it was given', async () => {
    const wire = fakeWire();
    const schema = z.strictObject({ name: z.iso.datetime().transform(() => 'changed') });
    const client = aClient({
      wire,
      validate: validation({ request: { createPortfolio: { body: schema } } }),
    });

    const body = { name: new Date(0) as unknown as string, gone: undefined };
    const pending = createPortfolio(client, { body });
    const attempt = await wire.arrival();
    const sent: unknown = await attempt.request.json();
    attempt.reply(201, aPortfolio());
    await pending;

    expect(sent).toEqual({ name: '1970-01-01T00:00:00.000Z' });
  });

  test('may be refused by a validator that has to ask somebody, and who waits for it can stop', async () => {
    const wire = fakeWire();
    const schema = z.string().refine(() => new Promise<boolean>(() => {}));
    const client = aClient({
      wire,
      validate: validation({ request: { getPortfolio: { portfolioId: schema } } }),
    });
    const caller = new AbortController();

    const pending = failureOf(getPortfolio(client, p1, { signal: caller.signal }));
    caller.abort(new Error('enough'));

    expect(await pending).toMatchObject({ message: 'enough' });
    expect(wire.requests).toEqual([]);
  });
});

describe('a reply that its schema refuses', () => {
  test('is an error that can be told from others and still has the reply', async () => {
    const client = aClient({ wire: answering(200, wrong), validate: validation({ response }) });

    const error = await failureOf(getPortfolio(client, p1));

    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error).toBeInstanceOf(DecodeError);
    expect(error).toMatchObject({
      message: 'getPortfolio (GET /portfolio/{portfolioId}) answered 200, which its schema refuses: `name`.',
      code: 'INVALID_RESPONSE',
      status: 200,
      attempts: 1,
      issues: [{ path: 'name', message: 'Invalid input: expected string, received number' }],
    });
    expect(await (error as InvalidResponseError).response.json()).toEqual(wrong);
    expect(inspect(error)).not.toContain('4711');
  });

  test('is the same to all three views of a call, and to each who waited', async () => {
    const wire = fakeWire();
    const client = aClient({ wire, validate: validation({ response }) });

    const calls = [
      getPortfolio(client, p1),
      getPortfolio(client, p1).result(),
      getPortfolio(client, p1).withResponse(),
    ];
    const failures = Promise.all(calls.map(failureOf));
    (await wire.arrival()).reply(200, wrong);

    expect((await failures).map((error) => error instanceof InvalidResponseError)).toEqual([
      true,
      true,
      true,
    ]);
    expect(wire.requests).toHaveLength(1);
  });

  test('is not kept, whether it is refused or only reported', async () => {
    for (const onViolation of ['throw', 'report'] as const) {
      const wire = answering(200, wrong);
      const client = aClient({ wire, validate: validation({ response, onViolation }) });

      await failureOf(getPortfolio(client, p1));
      await failureOf(getPortfolio(client, p1));

      expect(wire.requests).toHaveLength(2);
    }
  });

  test('is handed on where violations are only reported, and an event tells', async () => {
    const client = aClient({
      wire: answering(200, wrong),
      validate: validation({ response, onViolation: 'report' }),
    });
    const events = recordEvents(client);

    expect(await getPortfolio(client, p1)).toEqual(wrong);
    expect(events).toContainEqual({
      type: 'violation',
      operation: 'getPortfolio',
      direction: 'response',
      status: 200,
      issues: [{ path: 'name', message: 'Invalid input: expected string, received number' }],
    });
    expect(events.at(-1)).toMatchObject({ type: 'call', outcome: 'ok' });
  });

  test('is told of, and no more, where it is a failure: its status says more than its body', async () => {
    const client = aClient({ wire: answering(404, { title: 1 }), validate: validation({ response }) });
    const events = recordEvents(client);

    expect(await failureOf(getPortfolio(client, p1))).toBeInstanceOf(ResponseError);
    expect(events).toContainEqual(expect.objectContaining({ type: 'violation', status: 404 }));
  });

  test('ends a request of openapi-fetch, too', async () => {
    interface Paths {
      '/portfolio/{portfolioId}': {
        get: {
          parameters: { path: { portfolioId: string } };
          responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': object } } };
        };
      };
    }
    const client = aClient({ wire: answering(200, wrong), validate: validation({ response }) });
    const http = httpClient<Paths>(client, Object.values(operations));
    const pending = http.GET('/portfolio/{portfolioId}', { params: { path: p1 } });
    expect(await failureOf(pending)).toBeInstanceOf(InvalidResponseError);
  });
});

describe('a stream', () => {
  const operation: Operation = {
    id: 'exportPortfolios',
    method: 'GET',
    path: '/export',
    resource: 'portfolio',
    replies: { 200: 'application/jsonl' },
  };
  const lines = [{ id: 'p1', name: 'One' }, wrong, { id: 'p3', name: 'Three' }];
  const schemas = { exportPortfolios: { 200: Portfolio } };

  /** Sends the lines, and then nothing; hears when its reader leaves. */
  function sending(contentType: string, texts: readonly string[]) {
    const left = Promise.withResolvers<void>();
    const wire = fakeWire();
    wire.always(() => {
      const body = new ReadableStream({
        start: (controller) => {
          for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
        },
        cancel: () => left.resolve(),
      });
      return new Response(body, { headers: { 'content-type': contentType } });
    });
    return { wire, left: left.promise };
  }

  const jsonLines = () =>
    sending(
      'application/jsonl',
      lines.map((each) => `${JSON.stringify(each)}\n`),
    );

  test('gives what fits, and in the place of what does not an error; its connection is let go', async () => {
    const { wire, left } = jsonLines();
    const client = aClient({ wire, validate: validation({ response: schemas }) });
    const events = recordEvents(client);
    const stream = await client.call<Stream<unknown>, unknown>(operation, {});
    const items: unknown[] = [];

    const error = await failureOf(
      (async () => {
        for await (const item of stream) items.push(item);
      })(),
    );

    expect(items).toEqual([lines[0]]);
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error).toMatchObject({
      message: 'exportPortfolios (GET /export) answered 200 with an item that its schema refuses: `name`.',
      attempts: 1,
      issues: [{ path: 'name' }],
    });
    expect(inspect(error)).not.toContain('4711');
    expect(events).toContainEqual(expect.objectContaining({ type: 'violation', status: 200 }));
    await left;
  });

  test('goes on where violations are only reported, and tells of the first fifty', async () => {
    const texts = Array.from({ length: 60 }, () => `${JSON.stringify(wrong)}\n`);
    const { wire, left } = sending('application/jsonl', texts);
    const client = aClient({ wire, validate: validation({ response: schemas, onViolation: 'report' }) });
    const events = recordEvents(client);
    const stream = await client.call<Stream<unknown>, unknown>(operation, {});

    let count = 0;
    for await (const item of stream) {
      expect(item).toEqual(wrong);
      count += 1;
      if (count === 60) break;
    }

    expect(events.filter(({ type }) => type === 'violation')).toHaveLength(50);
    await left;
  });

  test('of events shows each with its name, as JSON has it', async () => {
    const { wire } = sending('text/event-stream', [
      'event: moved\nid: 7\ndata: {"at":"2026-01-01T00:00:00Z"}\n\n',
    ]);
    const seen: unknown[] = [];
    const schema = z.custom((value) => seen.push(value) > 0);
    const dated: Operation = {
      ...{ ...operation, id: 'watch', replies: { 200: 'text/event-stream' } },
      items: { json: true, codec: { members: { at: 'Date' } } },
      conversion: scalars,
    };
    const client = aClient({ wire, validate: validation({ response: { watch: { 200: schema } } }) });
    const stream = await client.call<Stream<unknown>, unknown>(dated, {});
    for await (const item of stream) {
      expect(item).toMatchObject({ data: { at: new Date('2026-01-01T00:00:00Z') } });
      break;
    }
    expect(seen).toEqual([{ event: 'moved', id: '7', data: { at: '2026-01-01T00:00:00.000Z' } }]);
  });

  test('can be left while it waits', async () => {
    const { wire, left } = sending('application/jsonl', []);
    const client = aClient({ wire, validate: validation({ response: schemas }) });
    const stream = await client.call<Stream<unknown>, unknown>(operation, {});
    const next = stream[Symbol.asyncIterator]().next();
    await stream.cancel();
    expect(await next).toEqual({ done: true, value: undefined });
    await left;
  });
});

test('what fits is as if nobody had looked: kept, and what a schema makes of it is not used', async () => {
  const wire = answering(200, { ...aPortfolio(), unknown: 1 });
  const Shouting = z.object({ name: z.string().transform((name) => name.toUpperCase()) });
  const client = aClient({
    wire,
    validate: validation({ response: { getPortfolio: { default: Shouting } } }),
  });

  expect(await getPortfolio(client, p1)).toEqual({ ...aPortfolio(), unknown: 1 });
  expect((await getPortfolio(client, p1).withResponse()).source).toBe('memory');
});

test('operations without a schema, and replies that are no JSON, are nobody’s business', async () => {
  const wire = fakeWire();
  wire.always(() => new Response('a page', { status: 404, headers: { 'content-type': 'text/html' } }));
  const client = aClient({ wire, validate: validation({ response }) });
  const events = recordEvents(client);

  await failureOf(listPortfolios(client));
  await failureOf(getPortfolio(client, p1));

  expect(events.filter(({ type }) => type === 'violation')).toEqual([]);
});

test('a schema that is none is refused by its place', async () => {
  const validate = validation({ response: { getPortfolio: { 200: {} as never } } });
  const client = aClient({ wire: answering(200, wrong), validate });
  const error = await failureOf(getPortfolio(client, p1));
  expect(error).toBeInstanceOf(OptionsError);
  expect(error).toMatchObject({
    message:
      '`validation.response.getPortfolio.200` must be a schema that speaks Standard Schema, got an object.',
  });
});
