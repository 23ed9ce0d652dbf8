import { driver } from '../../../scenario.ts';
import * as sdk from '../../../sdk/server/versions/versioned/2022-12-01-preview/index.ts';

export default driver('Server_Versions_Versioned', (server) => {
  const api = sdk.createBareClient(server);
  return {
    withoutApiVersion: () => sdk.withoutApiVersion(api),
    withPathApiVersion: () => sdk.withPathApiVersion(api, { apiVersion: '2022-12-01-preview' }),
    withQueryOldApiVersion: () => sdk.withQueryOldApiVersion(api, { 'api-version': '2021-01-01-preview' }),
    withQueryApiVersion: () => sdk.withQueryApiVersion(api, { 'api-version': '2022-12-01-preview' }),
  };
});
