import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/versioning/returnTypeChangedFrom/v2/index.ts';

export default driver('Versioning_ReturnTypeChangedFrom', ({ baseUrl }) => {
  const api = sdk.createBareClient({
    baseUrl: `${baseUrl}/versioning/return-type-changed-from/api-version:v2`,
  });
  return {
    test: () => gives(sdk.test(api, { body: 'test' }), 'test'),
  };
});
