/**
 * Clients with traffic and troubles, for the screenshots of the health page: one origin that is well, one that
 * begins to fail, one that asks to be left alone.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { type Health, type HealthOptions, health } from '../../src/health/index.ts';
import {
  type Client,
  createClient,
  type Operation,
  oauth2,
  type Transport,
} from '../../src/runtime/index.ts';
import { CatchingUp } from './clock.ts';

export interface Scene extends AsyncDisposable {
  readonly health: Health;
  /** Resolved once two minutes have passed in it. */
  readonly hasPast: Promise<void>;
}

interface Api {
  readonly name: string;
  readonly baseUrl: string;
  readonly resources: Readonly<
    Record<string, { readonly perSecond: number; readonly readers: number; readonly ms: number }>
  >;
  readonly fate: (path: string, ageSeconds: number) => Response | undefined;
}

const pastMs = 125_000;

const apis = (isTroubled: boolean): readonly Api[] => [
  {
    name: 'portfolio-api',
    baseUrl: 'https://api.example.com/v1',
    resources: {
      portfolio: { perSecond: 9, readers: 30, ms: 40 },
      documents: { perSecond: 3, readers: 12, ms: 120 },
      users: { perSecond: 5, readers: 60, ms: 18 },
    },
    fate: (path) => (path.startsWith('/v1/users/7') ? problem(404) : undefined),
  },
  {
    name: 'payments',
    baseUrl: 'https://payments.example.net',
    resources: {
      payments: { perSecond: 6, readers: 400, ms: 80 },
      refunds: { perSecond: 1, readers: 60, ms: 95 },
    },
    fate: (_, age) =>
      isTroubled && age > 78 && (age > 96 || Math.random() < 0.4) ? problem(503) : undefined,
  },
  {
    name: 'rates',
    baseUrl: 'https://rates.example.org',
    resources: { rates: { perSecond: 2, readers: 8, ms: 25 } },
    fate: (_, age) =>
      isTroubled && age > 108 && age < 111 ? problem(429, { 'retry-after': '40' }) : undefined,
  },
];

export function startScene({ isTroubled, options }: { isTroubled: boolean; options?: HealthOptions }): Scene {
  const clock = new CatchingUp(pastMs, 16);
  const begunMs = clock.monotonic();
  const ageSeconds = (): number => (clock.monotonic() - begunMs) / 1_000;
  const ending = new AbortController();
  const played = apis(isTroubled).map((api) => ({ api, client: clientOf(api, clock, ageSeconds) }));
  const status = health(
    played.map(({ client }) => client),
    { instance: 'web-2', clock, ...options },
  );
  for (const { api, client } of played) void traffic(api, client, clock, ending.signal);
  const hasPast = (async () => {
    while (!clock.isReal) await sleep(100);
  })();
  return {
    health: status,
    hasPast,
    [Symbol.asyncDispose]: async () => {
      ending.abort();
      status.close();
      await Promise.all(played.map(({ client }) => client.close()));
    },
  };
}

function clientOf(
  { name, baseUrl, resources, fate }: Api,
  clock: CatchingUp,
  ageSeconds: () => number,
): Client {
  const transport: Transport = async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith('/token'))
      return Response.json({ access_token: 't', token_type: 'Bearer', expires_in: 3_600 });
    const ms = resources[pathname.split('/').at(-2) ?? '']?.ms ?? 30;
    // A long tail, as networks have it.
    await sleep((ms * (0.5 + Math.random() ** 6 * 8 + Math.random())) / clock.speed);
    return fate(pathname, ageSeconds()) ?? Response.json({});
  };
  return createClient(
    { name, baseUrl, resources: Object.keys(resources), ttl: {} },
    {
      transport,
      clock,
      auth: oauth2.clientCredentials({
        tokenUrl: `${baseUrl}/token`,
        clientId: 'web',
        clientSecret: 'not-much-of-one',
      }),
      cache: { defaultTtl: 20 },
      resilience: {
        retry: { baseDelayMs: 5, maxDelayMs: 10 },
        circuit: { breakMs: 9_000 },
        bulkhead: { maxConcurrent: 40 },
      },
    },
  );
}

async function traffic(
  { resources }: Api,
  client: Client,
  clock: CatchingUp,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const tickMs = 100;
    for (const [resource, { perSecond, readers }] of Object.entries(resources)) {
      const due = (perSecond * clock.speed * tickMs) / 1_000;
      for (let count = due - Math.random(); count > 0; count -= 1) {
        const id = Math.floor(Math.random() * readers);
        client.call(read(resource), { id }).then(
          () => {},
          // Failures are what the scene is for: the page tells of them.
          () => {},
        );
      }
    }
    await sleep(tickMs);
  }
}

function read(resource: string): Operation {
  return {
    id: `get${resource.charAt(0).toUpperCase()}${resource.slice(1)}`,
    method: 'GET',
    path: `/${resource}/{id}`,
    resource,
    params: { id: 'path' },
    replies: {
      200: 'application/json',
      404: 'application/json',
      429: 'application/json',
      503: 'application/json',
    },
  };
}

function problem(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ title: 'no' }, { status, headers });
}
