/**
 * `npm run soak`: a storm of ten minutes at concurrency 200 against an origin that breaks at random, and
 * what must be true when it is over. Exits 1 where it is not. `npm run soak -- 20` lasts twenty seconds.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { createClient, oauth2 } from '../../src/runtime/index.ts';
import { sdk } from '../../test/support/sdk.ts';
import type { Ledger, Message, Question } from './origin.ts';
import { storm } from './storm.ts';

const callers = 200;
const seconds = Number(process.argv[2] ?? 600);
if (!(seconds > 0)) throw new Error(`the soak lasts a number of seconds, not ${process.argv[2]}`);

/** More than this is a leak: what fifty thousand forgotten objects of a call would weigh. */
const heapGrowthLimitMiB = 24;
/** How long what is on its way out may take: an undici socket that nobody uses closes after 4 s. */
const settleMs = 15_000;

const collectGarbage = globalThis.gc ?? fail('start it with --expose-gc, as `npm run soak` does');

function fail(why: string): never {
  throw new Error(why);
}

async function answerOf<Kind extends Message>(child: ChildProcess): Promise<Kind> {
  const [message] = await once(child, 'message');
  return message;
}

function ask(child: ChildProcess, question: Question): void {
  child.send(question);
}

/** Timers and sockets of this process that would keep it alive. */
function outstanding(): { readonly timers: number; readonly sockets: number } {
  const resources = process.getActiveResourcesInfo();
  const count = (kind: RegExp): number => resources.filter((each) => kind.test(each)).length;
  return { timers: count(/Timeout|Immediate/), sockets: count(/TCP|TLS/) };
}

async function settled(before: ReturnType<typeof outstanding>): Promise<ReturnType<typeof outstanding>> {
  const endMs = performance.now() + settleMs;
  for (;;) {
    const now = outstanding();
    const left = { timers: now.timers - before.timers, sockets: now.sockets - before.sockets };
    if ((left.timers <= 0 && left.sockets <= 0) || performance.now() > endMs) return left;
    await new Promise((done) => setTimeout(done, 250));
  }
}

async function heapMiB(): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((done) => setTimeout(done, 50));
    collectGarbage();
  }
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));

const before = outstanding();
const origin = fork(new URL('./origin.ts', import.meta.url), { execArgv: [] });
const { url } = await answerOf<Extract<Message, { url: string }>>(origin);
const shared = new AbortController();
let refreshes = 0;

const api = createClient(sdk, {
  baseUrl: url,
  auth: oauth2.clientCredentials({ tokenUrl: `${url}/token`, clientId: 'soak', clientSecret: 'secret' }),
  cache: { ttl: { portfolio: 1, contacts: 0 }, maxEntries: 200 },
  resilience: {
    timeout: { totalMs: 2_000, attemptMs: 300, connectMs: 200, idleMs: 300 },
    retry: { baseDelayMs: 10, throttlingBaseDelayMs: 20, maxDelayMs: 200 },
    circuit: { breakMs: 200, maxBreakMs: 1_000, slowCallMs: 250 },
    bulkhead: { maxConcurrent: 120, maxQueued: 200, queueMs: 500, adaptive: true },
    rateLimit: { requests: 20_000 },
    coolDown: { maxWaitMs: 1_000 },
    hedging: { minDelayMs: 20, maxDelayMs: 150 },
  },
  onEvent: (event) => {
    if (event.type === 'token' && event.outcome === 'refreshed') refreshes += 1;
  },
});

const startMs = performance.now();
/** What a process has to learn and to allocate, it has after the first part. */
const warm = await storm(api, {
  season: 'spring',
  callers,
  untilMs: startMs + seconds * 200,
  signal: shared.signal,
});
const heapBefore = await heapMiB();
const main = await storm(api, {
  season: 'summer',
  callers,
  untilMs: startMs + seconds * 1_000,
  signal: shared.signal,
});
const acknowledged = [...warm.acknowledged, ...main.acknowledged];

// Requests whose callers are gone may still be on their way.
await new Promise((done) => setTimeout(done, 500));
ask(origin, { ask: 'ledger' });
const { ledger, tokens } = await answerOf<{ readonly ledger: Ledger; readonly tokens: number }>(origin);
const lost = acknowledged.filter((name) => ledger[name] === undefined);
const duplicated = Object.entries(ledger).filter(([, times]) => times > 1);

const rooms = Object.values(api.bulkheads());
const circuits = Object.values(api.circuits.states());
const permits =
  rooms.reduce((sum, { inside, queued }) => sum + inside + queued, 0) +
  circuits.reduce((sum, state) => sum + permitsOf(state), 0);
const listeners = getEventListeners(shared.signal, 'abort').length;

function permitsOf(state: (typeof circuits)[number]): number {
  if (state.status === 'half-open') return state.permitsOut;
  return state.status === 'closed' ? (state.ramp?.inFlight ?? 0) : 0;
}

const heapGrowth = (await heapMiB()) - heapBefore;
await api.close();
ask(origin, { ask: 'end' });
await once(origin, 'exit');
const left = await settled(before);

const { calls, succeeded, failed } = main;
const strange = [...warm.strange, ...main.strange, ...unhandled];
const rows: readonly [string, unknown, boolean][] = [
  [
    'calls',
    `${calls + warm.calls} (${succeeded} of the last ${calls} succeeded; ${JSON.stringify(failed)})`,
    succeeded > 0,
  ],
  ['writes acknowledged', acknowledged.length, acknowledged.length > 0],
  ['writes lost', lost.length, lost.length === 0],
  ['writes duplicated', duplicated.length, duplicated.length === 0],
  ['token refreshes', `${refreshes} (${tokens} tokens issued)`, refreshes > 0],
  ['permits outstanding', permits, permits === 0],
  ['abort listeners outstanding', listeners, listeners === 0],
  ['timers outstanding', left.timers, left.timers <= 0],
  ['sockets outstanding', left.sockets, left.sockets <= 0],
  ['heap growth, MiB', heapGrowth.toFixed(1), heapGrowth < heapGrowthLimitMiB],
  ['unexpected errors', strange.length, strange.length === 0],
];
for (const [name, value, holds] of rows) console.log(`${holds ? ' ' : '!'} ${name.padEnd(28)} ${value}`);
for (const error of strange.slice(0, 5)) console.error(error);
const broken = rows.filter(([, , holds]) => !holds).length;
console.log(broken === 0 ? 'soak: all holds' : `soak: ${broken} of ${rows.length} do not hold`);
process.exitCode = broken === 0 ? 0 : 1;
