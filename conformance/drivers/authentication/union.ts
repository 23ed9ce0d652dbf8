import { driver } from '../../scenario.ts';
import * as sdk from '../../sdk/authentication/union/index.ts';

export default driver('Authentication_Union', (server) => {
  const key = sdk.apiKey('valid-key', { name: 'x-ms-api-key' });
  const token = sdk.bearer('https://security.microsoft.com/.default');
  return {
    validKey: () => sdk.validKey(sdk.createBareClient({ ...server, auth: key })),
    validToken: () => sdk.validToken(sdk.createBareClient({ ...server, auth: token })),
  };
});
