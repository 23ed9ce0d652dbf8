import { driver } from '../../../scenario.ts';
import * as sdk from '../../../sdk/authentication/noauth/union/index.ts';

export default driver('Authentication_Noauth_Union', (server) => {
  const token = { OAuth2Auth: 'https://security.microsoft.com/.default' };
  return {
    validNoAuth: () => sdk.validNoAuth(sdk.createBareClient(server)),
    validToken: () => sdk.validToken(sdk.createBareClient({ ...server, auth: token })),
  };
});
