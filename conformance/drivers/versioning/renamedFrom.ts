import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/versioning/renamedFrom/v2/index.ts';

export default driver('Versioning_RenamedFrom', ({ baseUrl }) => {
  const api = sdk.createBareClient({ variables: { endpoint: baseUrl, version: 'v2' } });
  return {
    newOp: () =>
      gives(
        sdk.newOp(api, {
          newQuery: 'bar',
          body: { newProp: 'foo', enumProp: 'newEnumMember', unionProp: 10 },
        }),
        { newProp: 'foo', enumProp: 'newEnumMember', unionProp: 10 },
      ),
    NewInterface: () =>
      gives(
        sdk.newInterfaceNewOpInNewInterface(api, {
          body: { newProp: 'foo', enumProp: 'newEnumMember', unionProp: 10 },
        }),
        { newProp: 'foo', enumProp: 'newEnumMember', unionProp: 10 },
      ),
  };
});
