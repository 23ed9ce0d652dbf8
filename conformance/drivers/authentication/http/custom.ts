import { driver, fails } from '../../../scenario.ts';
import * as sdk from '../../../sdk/authentication/http/custom/index.ts';

export default driver('Authentication_Http_Custom', (server) => {
  const withKey = (key: string) => sdk.createBareClient({ ...server, auth: { http: key } });
  return {
    valid: () => sdk.valid(withKey('valid-key')),
    invalid: () => fails(sdk.invalid(withKey('invalid-key')), 403, { error: 'invalid-api-key' }),
  };
});
