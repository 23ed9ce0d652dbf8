import { driver } from '../../../scenario.ts';
import * as sdk from '../../../sdk/server/endpoint/not-defined/index.ts';

export default driver('Server_Endpoint_NotDefined', (server) => {
  const api = sdk.createBareClient(server);
  return {
    valid: () => sdk.valid(api),
  };
});
