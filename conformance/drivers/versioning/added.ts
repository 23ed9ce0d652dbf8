import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/versioning/added/v2/index.ts';

export default driver('Versioning_Added', ({ baseUrl }) => {
  const api = sdk.createBareClient({ variables: { endpoint: baseUrl, version: 'v2' } });
  return {
    v1: () =>
      gives(
        sdk.v1(api, { 'header-v2': 'bar', body: { prop: 'foo', enumProp: 'enumMemberV2', unionProp: 10 } }),
        { prop: 'foo', enumProp: 'enumMemberV2', unionProp: 10 },
      ),
    v2: () =>
      gives(sdk.v2(api, { body: { prop: 'foo', enumProp: 'enumMember', unionProp: 'bar' } }), {
        prop: 'foo',
        enumProp: 'enumMember',
        unionProp: 'bar',
      }),
    InterfaceV2: () =>
      gives(
        sdk.interfaceV2V2InInterface(api, {
          body: { prop: 'foo', enumProp: 'enumMember', unionProp: 'bar' },
        }),
        { prop: 'foo', enumProp: 'enumMember', unionProp: 'bar' },
      ),
  };
});
