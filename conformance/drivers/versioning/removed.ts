import { driver, gives } from '../../scenario.ts';
import * as v1 from '../../sdk/versioning/removed/v1/index.ts';
import * as v2 from '../../sdk/versioning/removed/v2/index.ts';
import * as preview from '../../sdk/versioning/removed/v2preview/index.ts';

export default driver('Versioning_Removed', ({ baseUrl }) => {
  const endpoint = baseUrl;
  const old = v1.createBareClient({ variables: { endpoint, version: 'v1' } });
  const early = preview.createBareClient({ variables: { endpoint, version: 'v2preview' } });
  const latest = v2.createBareClient({ variables: { endpoint, version: 'v2' } });
  const model = { prop: 'foo', enumProp: 'enumMemberV2', unionProp: 'bar' } as const;
  const third = { id: '123', enumProp: 'enumMemberV1' } as const;
  return {
    v2: () => gives(v2.v2(latest, { body: model }), model),
    modelV3: () => gives(v1.modelV3(old, { body: third }), third),
    modelV3_V2: () => gives(v2.modelV3(latest, { body: third }), third),
    modelV3_V2preview: () => gives(preview.modelV3(early, { body: { id: '123' } }), { id: '123' }),
  };
});
