import { driver } from '../../scenario.ts';
import * as sdk from '../../sdk/parameters/path/index.ts';

export default driver('Parameters_Path', (server) => {
  const api = sdk.createBareClient(server);
  return {
    normal: () => sdk.normal(api, { name: 'foo' }),
  };
});
