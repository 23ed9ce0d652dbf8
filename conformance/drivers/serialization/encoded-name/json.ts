import { driver, gives } from '../../../scenario.ts';
import * as sdk from '../../../sdk/serialization/encoded-name/json/index.ts';

export default driver('Serialization_EncodedName_Json_Property', (server) => {
  const api = sdk.createBareClient(server);
  return {
    send: () => sdk.propertySend(api, { body: { wireName: true } }),
    get: () => gives(sdk.propertyGet(api), { wireName: true }),
  };
});
