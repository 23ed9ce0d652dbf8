/**
 * A list as one call and as all of its pages. Awaited, it is its first page, as any call is; iterated,
 * it goes from there to the end. The first page is asked for once, however it is looked at; each page
 * after it is a call of its own, with the credential, cache, retries and deadline that a call has.
 */

import { PendingCall } from './call.ts';
import type { Client } from './client.ts';
import { InvalidRequestError, LimitError, OptionsError, PaginationError } from './errors.ts';
import type { Operation } from './operation.ts';
import type { CallOptions } from './options.ts';
import { cursorOf, positionFrom } from './paging/cursor.ts';
import type { Paging } from './paging/paging.ts';
import { argumentsAt, itemsOf, PageFlaw, type Position, positionAfter, totalOf } from './paging/position.ts';
import { Progress } from './paging/progress.ts';
import type { Answer, Call } from './result.ts';

/** Options of a call that may be read page by page. */
export interface PagedCallOptions extends CallOptions {
  /** Items to iterate over at most, 1 or more; `pages()` ends with the page that has the last of them. @default all */
  readonly maxItems?: number;
  /** Pages to ask for at most, 1 or more. @default all */
  readonly maxPages?: number;
  /** Asks for the next page while this one is being looked at: one ahead, never more. @default false */
  readonly prefetch?: boolean;
  /**
   * The `cursor` of a page of this operation, from this process or another: begins with the page after
   * it. The other arguments must be given again as they were.
   */
  readonly from?: string;
}

/** One page, with the facts of the call that brought it. */
export interface Page<out Data, out Item> extends Answer<Data> {
  readonly items: readonly Item[];
  /** How many items there are in all, where the API says so. */
  readonly total: number | undefined;
  /** Whether the server has no page after this one. */
  readonly isLast: boolean;
  /**
   * Takes up the list after this page: pass it as `from`. Text for a URL or a database; it holds
   * no credential, and it is not signed. `undefined` after the last page, and where the next one is
   * told by a path.
   */
  readonly cursor: string | undefined;
}

/**
 * A call whose answer is the first page of a list.
 *
 * `await` gives the first page's data; `for await` gives the items of every page, asking for the next
 * page when the items of one are used up. Each iteration begins with the page this call was answered with.
 *
 * @throws {PaginationError} While iterating: the API repeats itself, or a page is not what the spec says.
 */
export interface PagedCall<out Data, out Result, out Item> {
  // A `Call` and an `AsyncIterable`, spelled out for the same reason as the promise in `Call`; that it is both
  // is held by its test.
  then<Fulfilled = Data, Rejected = never>(
    onFulfilled?: ((data: Data) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected>;
  catch<Rejected = never>(
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Data | Rejected>;
  finally(onFinally?: (() => void) | null): Promise<Data>;
  readonly [Symbol.toStringTag]: string;
  /** As of any `Call`: the reply of the first page, narrowed by `status`. */
  result(): Promise<Result>;
  /** The body of the first page as a `Blob`. */
  blob(): Promise<Blob>;
  /** The same as bytes, undecoded. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
  /** The same as a stream. */
  stream(): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  /** The first page's data together with the `Response` and the facts of the call. */
  withResponse(): Promise<Answer<Data>>;
  [Symbol.asyncIterator](): AsyncIterator<Item, void, undefined>;
  /** Every page, with its items, its data and its facts. */
  pages(): AsyncIterable<Page<Data, Item>>;
}

/**
 * Calls an operation whose descriptor has `paging`. Generated functions are this with types: see `Client.call`.
 */
export function paginate(
  client: Client,
  operation: Operation,
  args: object,
  options: PagedCallOptions = {},
): PagedCall<never, never, never> {
  return new PagedPendingCall<never, never, never>(client, operation, args, options);
}

class PagedPendingCall<Data, Result, Item> implements PagedCall<Data, Result, Item> {
  readonly [Symbol.toStringTag] = 'PagedCall';
  readonly #list: List;
  readonly #first: Call<Data, Result>;
  readonly #options: PagedCallOptions;
  readonly #start: Position | undefined;

  constructor(client: Client, operation: Operation, args: object, options: PagedCallOptions) {
    const { maxItems, maxPages, prefetch, from, ...callOptions } = options;
    this.#list = { client, operation, args, options: callOptions };
    this.#options = options;
    try {
      refuseOptions(options);
      const { style } = pagingOf(operation);
      if (from !== undefined)
        this.#start = positionFrom(from, operation.id, style === 'url' || style === 'link');
      this.#first = pageAt(this.#list, this.#start, callOptions.signal);
    } catch (error) {
      this.#first = new PendingCall(Promise.reject(error));
    }
  }

  // biome-ignore lint/suspicious/noThenProperty: a call is a promise
  then<Fulfilled = Data, Rejected = never>(
    onFulfilled?: ((data: Data) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#first.then(onFulfilled, onRejected);
  }

  catch<Rejected = never>(
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Data | Rejected> {
    return this.#first.catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<Data> {
    return this.#first.finally(onFinally);
  }

  result(): Promise<Result> {
    return this.#first.result();
  }

  withResponse(): Promise<Answer<Data>> {
    return this.#first.withResponse();
  }

  blob(): Promise<Blob> {
    return this.#first.blob();
  }

  bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#first.bytes();
  }

  stream(): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    return this.#first.stream();
  }

  pages(): AsyncIterable<Page<Data, Item>> {
    return walk<Data, Item>(this.#list, this.#first, this.#start, this.#options);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    let left = this.#options.maxItems ?? Number.POSITIVE_INFINITY;
    for await (const { items } of this.pages()) {
      for (const item of items) {
        yield item;
        left -= 1;
        if (left === 0) return;
      }
    }
  }
}

/** What is the same for every page of a list. */
interface List {
  readonly client: Client;
  readonly operation: Operation;
  readonly args: object;
  readonly options: CallOptions;
}

async function* walk<Data, Item>(
  list: List,
  first: Call<Data, unknown>,
  start: Position | undefined,
  { maxItems = Number.POSITIVE_INFINITY, maxPages = Number.POSITIVE_INFINITY, prefetch }: PagedCallOptions,
): AsyncGenerator<Page<Data, Item>, void, undefined> {
  const progress = new Progress();
  const leaving = prefetch ? new AbortController() : undefined;
  const signal = joined(list.options.signal, leaving?.signal);
  try {
    let coming = first.withResponse();
    let position = start;
    let itemsLeft = maxItems;
    for (let count = 1; ; count += 1) {
      const { page, next } = turned<Data, Item>(list, await coming, position, progress);
      itemsLeft -= page.items.length;
      const isEnd = next === undefined || count >= maxPages || itemsLeft <= 0;
      const isCircle = !isEnd && !progress.advances(next);
      const ahead = prefetch && !isEnd && !isCircle ? pageAhead<Data>(list, next, signal) : undefined;
      // Its failure is told when its turn comes; until then, or if its turn never comes, nobody waits for it.
      ahead?.catch(() => {});
      yield page;
      if (isEnd) return;
      // Only now: the items of this page are as good as any.
      if (isCircle) throw flawed(list.operation, circle, page.attempts);
      coming = inTurn(ahead, () => pageAt<Data, unknown>(list, next, signal).withResponse());
      position = next;
    }
  } finally {
    // Whoever leaves in the middle has no use for the page ahead.
    leaving?.abort();
  }
}

function pageAt<Data, Result>(
  { client, operation, args, options }: List,
  position: Position | undefined,
  signal: AbortSignal | undefined,
): Call<Data, Result> {
  const own = signal ? { ...options, signal } : options;
  if (position && 'url' in position) {
    const followed = followedBy(operation, args);
    return client.follow(followed.operation, position.url, followed.args, own);
  }
  const moved = position ? argumentsAt(pagingOf(operation), args, position) : args;
  return client.call(operation, moved, own);
}

/** A list that is asked for by POST may go on by GET: then without its body, which the URL stands for. */
function followedBy(operation: Operation, args: object): Pick<List, 'operation' | 'args'> {
  const paging = pagingOf(operation);
  const isByGet = 'method' in paging && paging.method === 'GET' && operation.method !== 'GET';
  if (!isByGet) return { operation, args };
  const { body: _, ...rest } = operation;
  const known = byGet.get(operation) ?? { ...rest, method: 'GET' };
  byGet.set(operation, known);
  const left = Object.entries(args).filter(([name]) => Object.hasOwn(operation.params ?? {}, name));
  return { operation: known, args: Object.fromEntries(left) };
}

/** What is worked out for an operation once is kept with its descriptor: see plan.ts. */
const byGet = new WeakMap<Operation, Operation>();

/** Nobody waits for it yet: it lets others go first. */
function pageAhead<Data>(
  list: List,
  position: Position,
  signal: AbortSignal | undefined,
): Promise<Answer<Data>> {
  const options = { ...list.options, priority: 'background' } as const;
  return pageAt<Data, unknown>({ ...list, options }, position, signal).withResponse();
}

/** The page whose turn it is. One that was to come ahead, and was refused because others went first, is asked for again. */
function inTurn<Page>(ahead: Promise<Page> | undefined, ask: () => Promise<Page>): Promise<Page> {
  if (!ahead) return ask();
  return ahead.catch((error: unknown) => {
    if (error instanceof LimitError) return ask();
    throw error;
  });
}

interface Turn<Data, Item> {
  readonly page: Page<Data, Item>;
  readonly next: Position | undefined;
}

function turned<Data, Item>(
  { operation, args }: List,
  answer: Answer<Data>,
  position: Position | undefined,
  progress: Progress,
): Turn<Data, Item> {
  const paging = pagingOf(operation);
  const { data: body, response, attempts } = answer;
  try {
    const items = itemsOf(paging, body);
    if (paging.style === 'page' || paging.style === 'offset') progress.turn(items);
    const next = positionAfter(paging, { args, position, body, headers: response.headers, items });
    const page = {
      ...answer,
      items: asDocumented<Item>(items),
      total: totalOf(paging, body),
      isLast: next === undefined,
      cursor: next && cursorOf(operation.id, next, position),
    };
    return { page, next };
  } catch (error) {
    if (!(error instanceof PageFlaw)) throw error;
    throw flawed(operation, error.message, attempts);
  }
}

const circle = 'leads to a page that has been there before: the list would never end';

function flawed({ id }: Operation, flaw: string, attempts: number): PaginationError {
  return new PaginationError(`A page of ${id} ${flaw}.`, { operation: id, attempts });
}

/** The one place where items take on the type that the spec gives them. */
function asDocumented<Item>(items: readonly unknown[]): readonly Item[] {
  return items as readonly Item[];
}

function pagingOf({ id, paging }: Operation): Paging {
  if (paging) return paging;
  const message = `${id} is not paginated: its descriptor has no \`paging\`.`;
  throw new InvalidRequestError(message, { operation: id });
}

function joined(first: AbortSignal | undefined, second: AbortSignal | undefined): AbortSignal | undefined {
  return first && second ? AbortSignal.any([first, second]) : (first ?? second);
}

function refuseOptions(options: PagedCallOptions): void {
  for (const name of ['maxItems', 'maxPages'] as const) {
    const value = options[name];
    const isUsable = value === undefined || value === Number.POSITIVE_INFINITY || isPositive(value);
    if (!isUsable) throw new OptionsError(name, 'a whole number, 1 or more', value);
  }
}

function isPositive(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}
