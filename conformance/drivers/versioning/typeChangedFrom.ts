import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/versioning/typeChangedFrom/v2/index.ts';

export default driver('Versioning_TypeChangedFrom', ({ baseUrl }) => {
  const api = sdk.createBareClient({ variables: { endpoint: baseUrl, version: 'v2' } });
  return {
    test: () =>
      gives(sdk.test(api, { param: 'baz', body: { prop: 'foo', changedProp: 'bar' } }), {
        prop: 'foo',
        changedProp: 'bar',
      }),
  };
});
