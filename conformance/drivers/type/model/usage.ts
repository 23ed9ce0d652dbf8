import { driver, gives } from '../../../scenario.ts';
import * as sdk from '../../../sdk/type/model/usage/index.ts';

export default driver('Type_Model_Usage', (server) => {
  const api = sdk.createBareClient(server);
  return {
    input: () => sdk.input(api, { body: { requiredProp: 'example-value' } }),
    output: () => gives(sdk.output(api), { requiredProp: 'example-value' }),
    inputAndOutput: () =>
      gives(sdk.inputAndOutput(api, { body: { requiredProp: 'example-value' } }), {
        requiredProp: 'example-value',
      }),
  };
});
