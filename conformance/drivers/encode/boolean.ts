import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/encode/boolean/index.ts';

export default driver('Encode_Boolean_Property', (server) => {
  const api = sdk.createBareClient(server);
  return {
    trueLower: () => gives(sdk.propertyTrueLower(api, { body: { value: 'true' } }), { value: 'true' }),
    falseLower: () => gives(sdk.propertyFalseLower(api, { body: { value: 'false' } }), { value: 'false' }),
    trueUpper: () => gives(sdk.propertyTrueUpper(api, { body: { value: 'true' } }), { value: 'TRUE' }),
    falseMixed: () => gives(sdk.propertyFalseMixed(api, { body: { value: 'false' } }), { value: 'FaLsE' }),
  };
});
