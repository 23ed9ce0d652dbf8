import { driver, fails } from '../../scenario.ts';
import * as sdk from '../../sdk/authentication/api-key/index.ts';

export default driver('Authentication_ApiKey', (server) => {
  const withKey = (key: string) => sdk.createBareClient({ ...server, auth: { ApiKeyAuth: key } });
  return {
    valid: () => sdk.valid(withKey('valid-key')),
    invalid: () => fails(sdk.invalid(withKey('invalid-key')), 403, { error: 'invalid-api-key' }),
  };
});
