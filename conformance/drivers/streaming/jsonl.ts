import { driver, givesBytes } from '../../scenario.ts';
import * as sdk from '../../sdk/streaming/jsonl/index.ts';

const lines = '{"desc": "one"}\n{"desc": "two"}\n{"desc": "three"}';

export default driver('Streaming_Jsonl_Basic', (server) => {
  const api = sdk.createBareClient(server);
  return {
    send: () => sdk.basicSend(api, { body: new Blob([lines]) }),
    receive: () => givesBytes(sdk.basicReceive(api), Buffer.from(lines)),
  };
});
