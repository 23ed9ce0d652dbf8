/**
 * A process of its own with a singleton client and a call under way, for the tests of signals. It prints `ready`, and
 * then `cancelled` when closing the client has ended the call, or `answered`.
 */

import { type ClientOptions, createClient, useSingleton } from '../../src/runtime/index.ts';
import { getContact, sdk } from './sdk.ts';

const mode = process.argv[2];
const say = (word: string): void => {
  process.stdout.write(`${word}\n`);
};

const reply = Promise.withResolvers<Response>();

const options: ClientOptions = {
  transport: ({ signal }) => {
    signal.addEventListener('abort', () => say('cancelled'));
    say('ready');
    return reply.promise;
  },
  logger: { info: () => {}, warn: () => {} },
};
const client = await useSingleton(sdk, options, (given: ClientOptions) => createClient(sdk, given));

if (mode === 'idle') say('ready');
else {
  const call = getContact(client, { contactId: 'c1' }).then(
    () => say('answered'),
    () => {},
  );
  if (mode === 'shutting-down')
    // As most applications write it: once, and done with what is under way before they go.
    process.once('SIGTERM', async () => {
      setTimeout(() => reply.resolve(Response.json({ id: 'c1' })), 50);
      await call;
      say('shut down');
      process.exit(7);
    });
}
