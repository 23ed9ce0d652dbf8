import { driver, gives } from '../../../../scenario.ts';
import * as sdk from '../../../../sdk/type/model/inheritance/recursive/index.ts';

export default driver('Type_Model_Inheritance_Recursive', (server) => {
  const api = sdk.createBareClient(server);
  return {
    put: () =>
      sdk.put(api, {
        body: { level: 0, extension: [{ level: 1, extension: [{ level: 2 }] }, { level: 1 }] },
      }),
    get: () =>
      gives(sdk.get(api), { level: 0, extension: [{ level: 1, extension: [{ level: 2 }] }, { level: 1 }] }),
  };
});
