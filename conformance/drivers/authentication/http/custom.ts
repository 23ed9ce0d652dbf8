import { driver, fails } from '../../../scenario.ts';
import * as sdk from '../../../sdk/authentication/http/custom/index.ts';

export default driver('Authentication_Http_Custom', (server) => {
  const api = sdk.createBareClient(server);
  return {
    valid: () => sdk.valid(api),
    invalid: () => fails(sdk.invalid(api), 403, { error: 'invalid-api-key' }),
  };
});
