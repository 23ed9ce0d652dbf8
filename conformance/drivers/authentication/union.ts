import { driver } from '../../scenario.ts';
import * as sdk from '../../sdk/authentication/union/index.ts';

export default driver('Authentication_Union', (server) => {
  const key = { ApiKeyAuth: 'valid-key' };
  const token = { OAuth2Auth: 'https://security.microsoft.com/.default' };
  return {
    validKey: () => sdk.validKey(sdk.createBareClient({ ...server, auth: key })),
    validToken: () => sdk.validToken(sdk.createBareClient({ ...server, auth: token })),
  };
});
