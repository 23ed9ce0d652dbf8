import { driver, gives } from '../../../scenario.ts';
import * as sdk from '../../../sdk/type/model/visibility/index.ts';

export default driver('Type_Model_Visibility', (server) => {
  const api = sdk.createBareClient(server);
  return {
    putReadOnlyModel: () =>
      gives(sdk.putReadOnlyModel(api, { body: {} }), {
        optionalNullableIntList: [1, 2, 3],
        optionalStringRecord: { k1: 'value1', k2: 'value2' },
      }),
    headModel: () => sdk.headModel(api, { queryProp: 123 }),
    getModel: () => gives(sdk.getModel(api, { queryProp: 123 }), { readProp: 'abc' }),
    putModel: () => sdk.putModel(api, { body: { createProp: ['foo', 'bar'], updateProp: [1, 2] } }),
    patchModel: () => sdk.patchModel(api, { body: { updateProp: [1, 2] } }),
    postModel: () => sdk.postModel(api, { body: { createProp: ['foo', 'bar'] } }),
    deleteModel: () => sdk.deleteModel(api, { body: { deleteProp: true } }),
  };
});
