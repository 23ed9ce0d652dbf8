import { deepStrictEqual } from 'node:assert';
import { all, driver } from '../../scenario.ts';
import * as sdk from '../../sdk/streaming/sse/index.ts';

/** Names and data of all events. */
async function events(call: PromiseLike<AsyncIterable<{ event?: string | undefined; data: unknown }>>) {
  return (await all(await call)).map(({ event, data }) => [event, data]);
}

export default driver('Streaming_Sse', (server) => {
  const api = sdk.createBareClient(server);
  return {
    Unnamed_receive: async () =>
      deepStrictEqual(await events(sdk.unnamedReceive(api)), [
        ['message', '{"desc": "one"}'],
        ['message', '{"desc": "two"}'],
        ['message', '{"desc": "three"}'],
      ]),
  };
});
