import { answersWith, driver } from '../../scenario.ts';
import * as sdk from '../../sdk/payload/head/index.ts';

export default driver('Payload_Head', (server) => {
  const api = sdk.createBareClient(server);
  return {
    contentTypeHeaderInResponse: () =>
      answersWith(sdk.contentTypeHeaderInResponse(api), {
        'content-type': 'text/plain; charset=utf-8',
        'x-ms-meta': 'hello',
      }),
  };
});
