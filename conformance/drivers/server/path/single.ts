import { driver } from '../../../scenario.ts';
import * as sdk from '../../../sdk/server/path/single/index.ts';

export default driver('Server_Path_Single', (server) => {
  const api = sdk.createBareClient(server);
  return {
    myOp: () => sdk.myOp(api),
  };
});
