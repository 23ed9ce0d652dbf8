/**
 * A process of its own with a singleton client and a call under way, for the tests of signals. It
 * prints `ready`, and `cancelled` when closing the client has ended the call.
 */

import { type ClientOptions, createClient, useSingleton } from '../../src/runtime/index.ts';
import { getContact, sdk } from './sdk.ts';

const mode = process.argv[2];
const say = (word: string): void => {
  process.stdout.write(`${word}\n`);
};

const { promise: released, resolve: release } = Promise.withResolvers<void>();

if (mode === 'shutting-down') {
  // As most applications write it: once, and with work that takes a moment.
  process.once('SIGTERM', async () => {
    await released;
    setTimeout(() => {
      say('shut down');
      process.exit(7);
    }, 50);
  });
}

const options: ClientOptions = {
  transport: ({ signal }) => {
    signal.addEventListener('abort', () => {
      say('cancelled');
      release();
    });
    say('ready');
    return new Promise(() => {});
  },
  logger: { info: () => {}, warn: () => {} },
};
const client = await useSingleton(sdk, options, (given: ClientOptions) => createClient(sdk, given));

if (mode === 'idle') say('ready');
else getContact(client, { contactId: 'c1' }).catch(() => {});
