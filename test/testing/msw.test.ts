/** Handlers that `generate --msw` wrote, in MSW itself, before a client that knows nothing of it. */

import { http } from 'msw';
import { setupServer } from 'msw/node';
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  expectTypeOf,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import { answer, mocking } from '../../src/testing/index.ts';
import { GetBookError } from '../fixtures/mocked/sdk/books.ts';
import { createClient, sdk } from '../fixtures/mocked/sdk/index.ts';
import { handlers, mocks } from '../fixtures/mocked/sdk/msw.ts';
import '../support/leaks.ts';

const server = setupServer(...handlers());

// MSW says there what a test expects.
vi.spyOn(console, 'error').mockImplementation(() => {});

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function aClient(options: Parameters<typeof createClient>[0] = {}) {
  const api = createClient({ cache: false, resilience: 'off', ...options });
  onTestFinished(() => api.close());
  return api;
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const read: Item[] = [];
  for await (const item of items) read.push(item);
  return read;
}

describe('without a word, an operation answers', () => {
  test('with the example of the spec, read as any reply', async () => {
    expect(await aClient().books.getNewest()).toEqual({
      ...{ id: 'b9', title: 'Persuasion', printed: new Date('2026-02-28T12:00:00Z') },
    });
    const added = await aClient().books.add({ body: { id: 'b2', title: '', printed: new Date() } });
    expect(added.title).toBe('Ulysses');
  });

  test('with one made of its schema, where the spec has none', async () => {
    expect(await aClient().books.get({ bookId: 'b1' })).toMatchObject({ id: 'b0', title: 'Middlemarch' });
    expect(await all(await aClient().readers.streamReadings({ bookId: 'b1' }))).toEqual([{ reader: 'ada' }]);
  });

  test('with nothing, where that is what it says', async () => {
    expect(await aClient().books.delete({ bookId: 'b1' }).result()).toMatchObject({ status: 204 });
  });

  test('with the only page of a list, though the example names a next one', async () => {
    const titles = (await all(aClient().books.list())).map(({ title }) => title);
    expect(titles).toEqual(['Emma']);
  });

  test('with a failure, where nobody can make anything up; its own answer helps', async () => {
    const cover = () => aClient().books.getCover({ bookId: 'b1' });
    await expect(cover()).rejects.toMatchObject({ status: 500 });
    server.use(mocks().getCover(new Blob(['png'])));
    expect(await (await cover()).text()).toBe('png');
  });
});

describe('an answer of the test', () => {
  test('is data, as callers get it', async () => {
    const printed = new Date('1999-12-31T00:00:00Z');
    server.use(mocks().getBook({ id: 'b7', title: 'Kim', printed }));
    expect(await aClient().books.get({ bookId: 'b7' })).toEqual({ id: 'b7', title: 'Kim', printed });
  });

  test('is any documented status', async () => {
    server.use(mocks().getBook(answer(404, { title: 'No such book' })));
    const call = aClient().books.get({ bookId: 'b7' });
    await expect(call).rejects.toBeInstanceOf(GetBookError);
    await expect(call).rejects.toMatchObject({ status: 404, body: { title: 'No such book' } });
  });

  test('is a function of what the path holds, and of the request', async () => {
    server.use(
      mocks().getBook(({ bookId }, { headers }) => {
        expectTypeOf(bookId).toEqualTypeOf<string>();
        return { id: bookId, title: headers.get('x-shelf') ?? '', printed: new Date(0) };
      }),
    );
    const api = aClient({ headers: { 'x-shelf': 'top' } });
    expect(await api.books.get({ bookId: 'a/b c' })).toMatchObject({ id: 'a/b c', title: 'top' });
  });

  test('is typed by the spec', () => {
    const { getBook } = mocks();
    // @ts-expect-error A book has a title.
    getBook({ id: 'b1', printed: new Date() });
    // @ts-expect-error 409 is not documented here.
    getBook(answer(409, { title: 'It is there' }));
    // @ts-expect-error The path has no such name.
    getBook(({ readerId }) => answer(404, { title: readerId }));
  });
});

test('a path that is written out comes before one that leaves the same place open', async () => {
  expect(await aClient().books.getNewest()).toMatchObject({ id: 'b9' });
  expect(await aClient().books.get({ bookId: 'oldest' })).toMatchObject({ id: 'b0' });
});

test('of one path, each method has its own', async () => {
  server.use(mocks().addBook(answer(409, { title: 'It is there' })));
  expect(await all(aClient().books.list())).toHaveLength(1);
});

test('they answer at the base URL that clients are given, and nowhere else', async () => {
  const baseUrl = 'https://staging.library.example/api';
  await expect(aClient({ baseUrl }).books.getNewest()).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
  server.use(...handlers({ baseUrl }));
  expect(await aClient({ baseUrl }).books.getNewest()).toMatchObject({ id: 'b9' });
});

test('what is no endpoint is refused', () => {
  const on = mocking(http, sdk);
  expect(() => on((() => undefined) as never, [])).toThrow('A mock is of a generated function');
});
