/**
 * A process of its own with a client on a Redis, for the tests of closing: `<redis URL> <doing>`. It
 * prints `ready`, closes its client when its input ends, prints `closed`, and has nothing left to do.
 */

import { once } from 'node:events';
import { createClient } from '../../src/runtime/index.ts';
import { aPortfolio, getPortfolio, renamePortfolio, sdk } from './sdk.ts';

const [url = '', doing = ''] = process.argv.slice(2);

const client = createClient(sdk, {
  transport: ({ method }) =>
    method === 'GET' ? Promise.resolve(Response.json(aPortfolio())) : new Promise(() => {}),
  cache: { store: url },
  logger: { info: () => {}, warn: () => {} },
});

const read = (portfolioId: string): Promise<unknown> => getPortfolio(client, { portfolioId });
const told = once(process.stdin.resume(), 'end');

if (doing === 'reading before and after') await read('before');
process.stdout.write('ready\n');
await told;

if (doing === 'reading before and after') await read('after');
if (doing === 'beginning a read') read('late').catch(() => {});
if (doing === 'beginning a write') {
  renamePortfolio(client, { portfolioId: 'p1', body: { name: 'New' } }).catch(() => {});
}
await client.close();
process.stdout.write('closed\n');
