/**
 * What the contract tests share: the operations of the SDK, a Prism that serves its spec, and what
 * must hold of every reply.
 */

import { afterAll, expect, onTestFinished } from 'vitest';
import { type Prism, probePath, startPrism } from '../../scripts/support/prism.ts';
import {
  apiKey,
  contacts,
  createBareClient,
  documents,
  events,
  portfolio,
  type Resource,
  reports,
  users,
} from '../../src/generated/index.ts';
import type { Client, ClientOptions, Operation } from '../../src/runtime/index.ts';
import { type Documented, inputs, type OperationName } from './inputs.ts';

/** A documented operation under the name of its function. */
export interface Described extends Operation {
  readonly id: OperationName;
}

/** Every resource of the API: one that is forgotten does not compile. */
const modules: Readonly<Record<Resource, { readonly operations: readonly Operation[] }>> = {
  portfolio,
  contacts,
  users,
  documents,
  events,
  reports,
};

export const operations: readonly Described[] = Object.values(modules)
  .flatMap((module) => module.operations)
  .map((operation) => {
    if (!isDescribed(operation)) throw new Error(`inputs.ts has no input for ${operation.id}`);
    return operation;
  });

/** Every operation with every status that the spec gives it. */
export const answers = operations.flatMap((operation) =>
  Object.keys(operation.replies).map((status) => ({ operation, name: operation.id, status: Number(status) })),
);

/** Prism on the reference spec, until the tests of this file are done. */
export async function prismForThisFile(): Promise<Prism> {
  const prism = await startPrism('spec/openapi.yaml');
  afterAll(() => prism.stop());
  return prism;
}

/** One call is one request: nothing is repeated, kept or refused on the way. */
export function plainClient(options: ClientOptions<Resource>): Client<Resource> {
  const client = createBareClient({
    auth: apiKey('a-key-from-the-console'),
    cache: false,
    resilience: { preset: 'off' },
    reconnect: false,
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
}

/** The status that Prism shall answer with. */
export const prefer = (status: number) => ({ headers: { prefer: `code=${status}` } });

/** What Prism has against a request, or nothing. */
export const violationsIn = (response: Response): string | null => response.headers.get('sl-violations');

/** The same from Prism's own log, where it also says what it could not put into a header. */
export const violationsLogged = (prism: Prism): readonly string[] =>
  prism
    .output()
    .split('\n')
    .filter((line) => /violation|did not pass|Request terminated/i.test(line) && !line.includes(probePath));

export const bodyOf = (reply: Documented): unknown => (reply.ok ? reply.data : reply.error);

/** The body is what the descriptor promises for this status, and not just something. */
export async function expectDocumentedBody(operation: Operation, reply: Documented): Promise<void> {
  const documented = [operation.replies[reply.status] ?? []].flat();
  const body = bodyOf(reply);
  if (documented.length === 0) {
    expect(body).toBeUndefined();
    return;
  }
  const contentType = reply.response.headers.get('content-type')?.split(';', 1)[0] ?? '';
  expect(documented).toContain(contentType);
  await kindOf(contentType)(body);
}

type Expectation = (body: unknown) => void | Promise<void>;

function kindOf(contentType: string): Expectation {
  if (contentType.endsWith('json')) return expectJson;
  if (contentType === 'text/event-stream') return expectEvents;
  if (contentType.startsWith('text/')) return (body) => expect(body).toBeTypeOf('string');
  return (body) => expect(body).toBeInstanceOf(Blob);
}

function expectJson(body: unknown): void {
  expect(body).toBeTypeOf('object');
  expect(body).not.toBeNull();
}

async function expectEvents(body: unknown): Promise<void> {
  const received: unknown[] = [];
  if (isStream(body)) for await (const event of body) received.push(event);
  // Of the two in the spec, Prism sends the second without the blank line that ends it: WHATWG HTML
  // §9.2.6 discards such an event.
  expect(received).toMatchObject([
    { id: '5120034418', event: 'portfolio.rebalanced', data: { sequence: 5120034418 } },
  ]);
}

function isStream(body: unknown): body is AsyncIterable<unknown> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

function isDescribed(operation: Operation): operation is Described {
  return operation.id in inputs;
}
