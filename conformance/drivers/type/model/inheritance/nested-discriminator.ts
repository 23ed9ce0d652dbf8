import { driver, gives, givesAnyway } from '../../../../scenario.ts';
import * as sdk from '../../../../sdk/type/model/inheritance/nested-discriminator/index.ts';

const goblin: sdk.GoblinShark = { age: 1, kind: 'shark', sharktype: 'goblin' };
const saw: sdk.SawShark = { age: 2, kind: 'shark', sharktype: 'saw' };
const little: sdk.Salmon = {
  age: 2,
  kind: 'salmon',
  partner: { age: 3, kind: 'salmon' },
  hate: { key1: { age: 4, kind: 'salmon' }, key2: { ...goblin, age: 2 } },
};
const eager: sdk.Salmon = {
  age: 2,
  kind: 'salmon',
  friends: [
    { age: 1, kind: 'salmon' },
    { ...goblin, age: 4 },
  ],
};
const salmon: sdk.Salmon = {
  age: 1,
  kind: 'salmon',
  partner: saw,
  friends: [little, { ...goblin, age: 3 }],
  hate: { key3: { ...saw, age: 3 }, key4: eager },
};

export default driver('Type_Model_Inheritance_NestedDiscriminator', (server) => {
  const api = sdk.createBareClient(server);
  return {
    getModel: () => gives(sdk.getModel(api), goblin),
    putModel: () => sdk.putModel(api, { body: goblin }),
    getRecursiveModel: () => gives(sdk.getRecursiveModel(api), salmon),
    putRecursiveModel: () => sdk.putRecursiveModel(api, { body: salmon }),
    getMissingDiscriminator: () => givesAnyway(sdk.getMissingDiscriminator(api), { age: 1 }),
    getWrongDiscriminator: () => givesAnyway(sdk.getWrongDiscriminator(api), { age: 1, kind: 'wrongKind' }),
  };
});
