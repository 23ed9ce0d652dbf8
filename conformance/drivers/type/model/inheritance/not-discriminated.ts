import { driver, gives } from '../../../../scenario.ts';
import * as sdk from '../../../../sdk/type/model/inheritance/not-discriminated/index.ts';

export default driver('Type_Model_Inheritance_NotDiscriminated', (server) => {
  const api = sdk.createBareClient(server);
  return {
    postValid: () => sdk.postValid(api, { body: { name: 'abc', age: 32, smart: true } }),
    getValid: () => gives(sdk.getValid(api), { name: 'abc', age: 32, smart: true }),
    putValid: () =>
      gives(sdk.putValid(api, { body: { name: 'abc', age: 32, smart: true } }), {
        name: 'abc',
        age: 32,
        smart: true,
      }),
  };
});
