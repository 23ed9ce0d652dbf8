import { driver, gives, givesAnyway } from '../../../../scenario.ts';
import * as sdk from '../../../../sdk/type/model/inheritance/single-discriminator/index.ts';

const eagle: sdk.Eagle = {
  wingspan: 5,
  kind: 'eagle',
  partner: { wingspan: 2, kind: 'goose' },
  friends: [{ wingspan: 2, kind: 'seagull' }],
  hate: { key3: { wingspan: 1, kind: 'sparrow' } },
};
const tyrannosaur: sdk.TRex = { size: 20, kind: 't-rex' };

export default driver('Type_Model_Inheritance_SingleDiscriminator', (server) => {
  const api = sdk.createBareClient(server);
  return {
    getModel: () => gives(sdk.getModel(api), { wingspan: 1, kind: 'sparrow' }),
    putModel: () => sdk.putModel(api, { body: { wingspan: 1, kind: 'sparrow' } }),
    getRecursiveModel: () => gives(sdk.getRecursiveModel(api), eagle),
    putRecursiveModel: () => sdk.putRecursiveModel(api, { body: eagle }),
    getMissingDiscriminator: () => givesAnyway(sdk.getMissingDiscriminator(api), { wingspan: 1 }),
    getWrongDiscriminator: () =>
      givesAnyway(sdk.getWrongDiscriminator(api), { wingspan: 1, kind: 'wrongKind' }),
    getLegacyModel: () => gives(sdk.getLegacyModel(api), tyrannosaur),
    getNoSubtypesModel: () => gives(sdk.getNoSubtypesModel(api), { kind: 'salmon', size: 10 }),
    putNoSubtypesModel: () => sdk.putNoSubtypesModel(api, { body: { kind: 'salmon', size: 10 } }),
  };
});
