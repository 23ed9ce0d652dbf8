import { driver, fails, gives } from '../../../scenario.ts';
import * as sdk from '../../../sdk/type/enum/fixed/index.ts';

export default driver('Type_Enum_Fixed_String', (server) => {
  const api = sdk.createBareClient(server);
  return {
    getKnownValue: () => gives(sdk.stringGetKnownValue(api), 'Monday'),
    putKnownValue: () => sdk.stringPutKnownValue(api, { body: 'Monday' }),
    putUnknownValue: () => fails(sdk.stringPutUnknownValue(api, { body: 'Weekend' as 'Monday' }), 500),
  };
});
