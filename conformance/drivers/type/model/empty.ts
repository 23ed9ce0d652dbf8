import { driver, gives } from '../../../scenario.ts';
import * as sdk from '../../../sdk/type/model/empty/index.ts';

export default driver('Type_Model_Empty', (server) => {
  const api = sdk.createBareClient(server);
  return {
    putEmpty: () => sdk.putEmpty(api, { body: {} }),
    getEmpty: () => gives(sdk.getEmpty(api), {}),
    postRoundTripEmpty: () => gives(sdk.postRoundTripEmpty(api, { body: {} }), {}),
  };
});
