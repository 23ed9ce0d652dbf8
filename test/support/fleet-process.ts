/**
 * One instance of a fleet, in a process of its own: `<redis URL> <origin URL>`. It does what its parent's
 * messages say and answers each with one of its own.
 */

import { createClient, oauth2, redisTokens } from '../../src/runtime/index.ts';
import { getPortfolio, type Resource, renamePortfolio, sdk } from './sdk.ts';

export type Order =
  | { readonly do: 'read'; readonly id: string; readonly callers: number }
  | { readonly do: 'rename'; readonly id: string }
  | { readonly do: 'reopen'; readonly times: number }
  | { readonly do: 'close' };

const [redis = '', origin = '', timeoutMs = '5000', grant = 'client'] = process.argv.slice(2);
const answer = (message: object): void => void process.send?.(message);

function anInstance() {
  const tokens = redisTokens({ url: redis, name: origin, secret: 'a secret of the whole fleet' });
  const common = {
    tokenUrl: `${origin}/token`,
    clientId: 'the-client',
    clientSecret: 'the-secret',
    store: tokens,
  };
  const auth =
    grant === 'refresh'
      ? oauth2.refreshToken({ ...common, refreshToken: 'refresh-0' })
      : oauth2.clientCredentials(common);
  const client = createClient<Resource>(sdk, {
    baseUrl: origin,
    auth,
    // On a busy machine a healthy Redis may take its time, and the origin waits for all to have asked.
    cache: { store: redis, storeTimeoutMs: Number(timeoutMs), fleet: { leaseWaitMs: 20_000 } },
    logger: { info: () => {}, warn: () => {} },
  });
  const isReady = new Promise<void>((resolve) => {
    client.on((event) => {
      if (event.type === 'store' && event.outcome === 'ready') resolve();
    });
  });
  const close = async (): Promise<void> => {
    await client.close();
    await tokens.close();
  };
  return { client, isReady, close };
}

const { client, isReady, close } = anInstance();
client.on((event) => answer({ event: event.type, ...('outcome' in event && { outcome: event.outcome }) }));

async function read(id: string, callers: number): Promise<void> {
  const reads = Array.from({ length: callers }, () =>
    getPortfolio(client, { portfolioId: id }).withResponse(),
  );
  answer({ asked: id });
  const ends = await Promise.allSettled(reads);
  const values = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  answer({
    read: id,
    failed: callers - values.length,
    sources: [...new Set(values.map(({ source }) => source))],
    names: [...new Set(values.map(({ data }) => data.name))],
  });
}

/** What is open apart from the channel to the parent, which was there before. */
const open = (): string[] => process.getActiveResourcesInfo().sort();

async function reopen(times: number): Promise<void> {
  await close();
  const before = open();
  for (let count = 0; count < times; count += 1) {
    const instance = anInstance();
    await getPortfolio(instance.client, { portfolioId: `reopened-${count}` });
    await instance.isReady;
    await instance.close();
  }
  // Sockets that were destroyed are gone at the end of the turn.
  await new Promise((resolve) => setImmediate(resolve));
  answer({ reopened: times, before, after: open() });
}

process.on('message', async (order: Order) => {
  if (order.do === 'read') await read(order.id, order.callers);
  if (order.do === 'rename') {
    await renamePortfolio(client, { portfolioId: order.id, body: { name: 'New' } });
    answer({ renamed: order.id });
  }
  if (order.do === 'reopen') await reopen(order.times);
  if (order.do === 'close') {
    await close();
    process.disconnect();
  }
});

answer({ started: true });
void isReady.then(() => answer({ ready: true }));
