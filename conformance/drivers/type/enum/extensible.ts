import { driver, gives } from '../../../scenario.ts';
import * as sdk from '../../../sdk/type/enum/extensible/index.ts';

export default driver('Type_Enum_Extensible_String', (server) => {
  const api = sdk.createBareClient(server);
  return {
    getKnownValue: () => gives(sdk.stringGetKnownValue(api), 'Monday'),
    putKnownValue: () => sdk.stringPutKnownValue(api, { body: 'Monday' }),
    getUnknownValue: () => gives(sdk.stringGetUnknownValue(api), 'Weekend'),
    putUnknownValue: () => sdk.stringPutUnknownValue(api, { body: 'Weekend' }),
  };
});
