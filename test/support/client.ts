/** Clients for tests: on a fake wire, without chance, closed when the test ends. */

import { onTestFinished } from 'vitest';
import {
  type BreakwaterEvent,
  type Client,
  type ClientOptions,
  createClient,
  oauth2,
  type PolicyOptions,
} from '../../src/runtime/index.ts';
import './leaks.ts';
import { listPortfolios, type Resource, sdk } from './sdk.ts';
import { aReply, type FakeWire } from './wire.ts';

/** Policies may be given beside the other options, which keeps a test's first line short. */
export interface TestOptions extends ClientOptions<Resource>, PolicyOptions {
  readonly wire: FakeWire;
}

export function aClient({ wire, cache, ...given }: TestOptions): Client<Resource> {
  const { timeout, retry, circuit, bulkhead, rateLimit, coolDown, hedging, resilience, ...options } = given;
  const policies = { timeout, retry, circuit, bulkhead, rateLimit, coolDown, hedging };
  const said = Object.entries(policies).filter(([, policy]) => policy !== undefined);
  const start = typeof resilience === 'string' ? { preset: resilience } : resilience;
  const client = createClient(sdk, {
    transport: wire,
    resilience: { ...start, ...Object.fromEntries(said) },
    random: () => 0.5,
    cache: cache === false ? false : { ttlJitterRatio: 0, ...cache },
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
}

/** A client that has made its first call: from here on nothing waits for a digest any more. */
export async function aWarmClient(options: TestOptions): Promise<Client<Resource>> {
  const client = aClient(options);
  const first = listPortfolios(client, { limit: 1 }, { cache: { ttl: 0 } });
  (await options.wire.arrival()).reply(200, []);
  await first;
  return client;
}

/** Everything the client tells, in order. */
export function recordEvents(client: Client<Resource>): BreakwaterEvent[] {
  const events: BreakwaterEvent[] = [];
  client.on((event) => events.push(event));
  return events;
}

export const tokenUrl = 'https://login.example.com/token';

export const credentials = oauth2.clientCredentials({
  tokenUrl,
  clientId: 'the-client',
  clientSecret: 'the-secret',
});

export const isForToken = (request: Request): boolean => request.url === tokenUrl;

export const aTokenReply = (value: string, expiresIn = 3_600): Response =>
  aReply(200, { access_token: value, token_type: 'Bearer', expires_in: expiresIn });

/** A token endpoint that never refuses: `token-1`, `token-2`, … */
export function tokenEndpoint(expiresIn = 3_600): {
  readonly answer: (request: Request) => Response | undefined;
  issued: number;
} {
  const endpoint = {
    issued: 0,
    answer: (request: Request): Response | undefined => {
      if (!isForToken(request)) return undefined;
      endpoint.issued += 1;
      return aTokenReply(`token-${endpoint.issued}`, expiresIn);
    },
  };
  return endpoint;
}
