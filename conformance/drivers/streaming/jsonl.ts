import { driver } from '../../scenario.ts';
import * as sdk from '../../sdk/streaming/jsonl/index.ts';

export default driver('Streaming_Jsonl_Basic', (server) => {
  const api = sdk.createBareClient(server);
  return {
    send: () => sdk.basicSend(api, { body: [{ desc: 'one' }, { desc: 'two' }, { desc: 'three' }] }),
  };
});
