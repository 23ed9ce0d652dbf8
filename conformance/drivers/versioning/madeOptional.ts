import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/versioning/madeOptional/v2/index.ts';

export default driver('Versioning_MadeOptional', ({ baseUrl }) => {
  const api = sdk.createBareClient({ variables: { endpoint: baseUrl, version: 'v2' } });
  return {
    test: () => gives(sdk.test(api, { body: { prop: 'foo' } }), { prop: 'foo' }),
  };
});
