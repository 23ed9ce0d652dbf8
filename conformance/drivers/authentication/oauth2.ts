import { driver, fails } from '../../scenario.ts';
import * as sdk from '../../sdk/authentication/oauth2/index.ts';

export default driver('Authentication_OAuth2', (server) => {
  const withToken = (token: string) => sdk.createBareClient({ ...server, auth: { OAuth2Auth: token } });
  return {
    valid: () => sdk.valid(withToken('https://security.microsoft.com/.default')),
    invalid: () => fails(sdk.invalid(withToken('wrong')), 403, { error: 'invalid-grant' }),
  };
});
