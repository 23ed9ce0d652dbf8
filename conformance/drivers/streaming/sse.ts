import { deepStrictEqual } from 'node:assert';
import { all, driver } from '../../scenario.ts';
import * as sdk from '../../sdk/streaming/sse/index.ts';

export default driver('Streaming_Sse', (server) => {
  const api = sdk.createBareClient(server);
  return {
    Unnamed_receive: async () => {
      const events = await all(await sdk.unnamedReceive(api));
      deepStrictEqual(
        events.map(({ data }) => data),
        ['{"desc": "one"}', '{"desc": "two"}', '{"desc": "three"}'],
      );
    },
  };
});
