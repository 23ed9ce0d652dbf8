import { driver } from '../../../scenario.ts';
import * as sdk from '../../../sdk/server/versions/not-versioned/index.ts';

export default driver('Server_Versions_NotVersioned', (server) => {
  const api = sdk.createBareClient(server);
  return {
    withoutApiVersion: () => sdk.withoutApiVersion(api),
    withPathApiVersion: () => sdk.withPathApiVersion(api, { apiVersion: 'v1.0' }),
    withQueryApiVersion: () => sdk.withQueryApiVersion(api, { 'api-version': 'v1.0' }),
  };
});
