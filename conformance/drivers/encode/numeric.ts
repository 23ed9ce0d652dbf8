import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/encode/numeric/index.ts';

export default driver('Encode_Numeric_Property', (server) => {
  const api = sdk.createBareClient(server);
  return {
    safeintAsString: () =>
      gives(sdk.propertySafeintAsString(api, { body: { value: '10000000000' } }), { value: '10000000000' }),
    uint32AsStringOptional: () =>
      gives(sdk.propertyUint32AsStringOptional(api, { body: { value: '1' } }), { value: '1' }),
    uint8AsString: () => gives(sdk.propertyUint8AsString(api, { body: { value: '255' } }), { value: '255' }),
  };
});
