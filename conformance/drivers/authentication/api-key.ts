import { driver, fails } from '../../scenario.ts';
import * as sdk from '../../sdk/authentication/api-key/index.ts';

export default driver('Authentication_ApiKey', (server) => {
  const withKey = (value: string) =>
    sdk.createBareClient({ ...server, auth: sdk.apiKey(value, { name: 'x-ms-api-key' }) });
  return {
    valid: () => sdk.valid(withKey('valid-key')),
    invalid: () => fails(sdk.invalid(withKey('invalid-key')), 403, { error: 'invalid-api-key' }),
  };
});
