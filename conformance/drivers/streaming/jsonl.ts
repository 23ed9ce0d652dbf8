import { deepStrictEqual } from 'node:assert';
import { all, driver } from '../../scenario.ts';
import * as sdk from '../../sdk/streaming/jsonl/index.ts';

const items = [{ desc: 'one' }, { desc: 'two' }, { desc: 'three' }];

export default driver('Streaming_Jsonl_Basic', (server) => {
  const api = sdk.createBareClient(server);
  return {
    send: () => sdk.basicSend(api, { body: items }),
    receive: async () => deepStrictEqual(await all(await sdk.basicReceive(api)), items),
  };
});
