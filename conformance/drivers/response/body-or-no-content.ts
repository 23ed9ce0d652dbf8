import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/response/body-or-no-content/index.ts';

export default driver('Response_BodyOrNoContent', (server) => {
  const api = sdk.createBareClient(server);
  return {
    getBody: () => gives(sdk.getBody(api), { content: 'hello' }),
    getNoContent: () => gives(sdk.getNoContent(api), undefined),
  };
});
