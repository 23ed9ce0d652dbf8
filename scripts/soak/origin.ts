/**
 * The origin of the soak, in a process of its own so that its sockets and timers are not the client's: an API
 * and its token endpoint that break at random, and a ledger of every write that was really done.
 */

import { type Fault, faults, startFaultServer } from '../support/fault-server.ts';

/** How often each write was done, by the name it carries. */
export type Ledger = Readonly<Record<string, number>>;

export type Question = { readonly ask: 'ledger' } | { readonly ask: 'end' };
export type Message = { readonly url: string } | { readonly ledger: Ledger; readonly tokens: number };

/** Share of requests that something happens to. */
const faultRatio = 0.12;
/** Share of those that ask for a wait where they may. */
const hintRatio = 0.02;
/** Share of tokens that are revoked before they expire. */
const revokedRatio = 0.2;
const tokenLifetimeSeconds = 5;

const done = new Map<string, number>();
const byKey = new Map<string, object>();
const revoked = new Set<string>();
let tokens = 0;

function faultFor(url: string): Fault {
  if (Math.random() >= faultRatio) return 'none';
  const fault = faults[Math.floor(Math.random() * faults.length)] ?? 'none';
  // Each hint silences all callers for a second: often, and there would be no storm.
  if (fault === '503 with a hint' && Math.random() >= hintRatio) return '503';
  // A token endpoint that hangs would only slow the storm down.
  const isSilence = fault === 'hang' || fault === 'silence in the body';
  return isSilence && url === '/token' ? 'reset' : fault;
}

const server = await startFaultServer({
  fault: ({ url }) => faultFor(url),
  answer: ({ method, url, headers, body }) => {
    if (url === '/token') return issueToken();
    const token = headers.authorization ?? '';
    if (!token.startsWith('Bearer t') || revoked.has(token)) return { status: 401, body: { title: 'no' } };
    if (method === 'GET') return { status: 200, body: url.includes('?') ? [] : { id: 'x', name: 'x' } };
    return write(method, headers['idempotency-key'], JSON.parse(body).name);
  },
});

function issueToken() {
  tokens += 1;
  const token = `t${tokens}`;
  if (Math.random() < revokedRatio) setTimeout(() => revoked.add(`Bearer ${token}`), 1_000).unref();
  return {
    status: 200,
    body: { access_token: token, token_type: 'Bearer', expires_in: tokenLifetimeSeconds },
  };
}

/** With a key it is done once, however often it comes: draft-ietf-httpapi-idempotency-key-header. */
function write(method: string, key: string | string[] | undefined, name: string) {
  const body = { id: 'x', name };
  const status = method === 'POST' && key !== undefined ? 201 : 200;
  if (typeof key === 'string') {
    if (byKey.has(key)) return { status, body };
    byKey.set(key, body);
  }
  // A PUT means the same twice.
  if (method === 'PUT') done.set(name, 1);
  else done.set(name, (done.get(name) ?? 0) + 1);
  return { status, body };
}

const tell = (message: Message): void => void process.send?.(message);

process.on('message', async ({ ask }: Question) => {
  if (ask === 'ledger') return tell({ ledger: Object.fromEntries(done), tokens });
  await server[Symbol.asyncDispose]();
  process.disconnect();
});
tell({ url: server.url });
