import { driver, gives, givesAnyway } from '../../../../scenario.ts';
import * as sdk from '../../../../sdk/type/model/inheritance/enum-discriminator/index.ts';

export default driver('Type_Model_Inheritance_EnumDiscriminator', (server) => {
  const api = sdk.createBareClient(server);
  return {
    getExtensibleModel: () => gives(sdk.getExtensibleModel(api), { weight: 10, kind: 'golden' }),
    putExtensibleModel: () => sdk.putExtensibleModel(api, { body: { weight: 10, kind: 'golden' } }),
    getFixedModel: () => gives(sdk.getFixedModel(api), { length: 10, kind: 'cobra' }),
    putFixedModel: () => sdk.putFixedModel(api, { body: { length: 10, kind: 'cobra' } }),
    getExtensibleModelMissingDiscriminator: () =>
      givesAnyway(sdk.getExtensibleModelMissingDiscriminator(api), { weight: 10 }),
    getExtensibleModelWrongDiscriminator: () =>
      givesAnyway(sdk.getExtensibleModelWrongDiscriminator(api), { weight: 8, kind: 'wrongKind' }),
    getFixedModelMissingDiscriminator: () =>
      givesAnyway(sdk.getFixedModelMissingDiscriminator(api), { length: 10 }),
    getFixedModelWrongDiscriminator: () =>
      givesAnyway(sdk.getFixedModelWrongDiscriminator(api), { length: 8, kind: 'wrongKind' }),
  };
});
