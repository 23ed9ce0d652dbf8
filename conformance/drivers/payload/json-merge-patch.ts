import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/payload/json-merge-patch/index.ts';

const inner: sdk.InnerModel = { name: 'InnerMadge', description: 'innerDesc' };
const resource: sdk.ResourceSchema = {
  name: 'Madge',
  description: 'desc',
  map: { key: inner },
  array: [inner],
  intValue: 1,
  floatValue: 1.25,
  innerModel: inner,
  intArray: [1, 2, 3],
};
const patched: sdk.ResourceSchema = { name: 'Madge', map: { key: { name: 'InnerMadge' } } };

export default driver('Payload_JsonMergePatch', (server) => {
  const api = sdk.createBareClient(server);
  const patch = {
    description: null,
    map: { key: { description: null }, key2: null },
    array: null,
    intValue: null,
    floatValue: null,
    innerModel: null,
    intArray: null,
  };
  return {
    createResource: () => gives(sdk.createResource(api, { body: resource }), resource),
    updateResource: () => gives(sdk.updateResource(api, { body: patch }), patched),
    updateOptionalResource: () => gives(sdk.updateOptionalResource(api, { body: patch }), patched),
  };
});
