import { driver } from '../../scenario.ts';
import * as sdk from '../../sdk/parameters/query/index.ts';

export default driver('Parameters_Query', (server) => {
  const api = sdk.createBareClient(server);
  return {
    Constant_post: () => sdk.constantPost(api, { queryParam: 'constantValue' }),
    SpecialChar_dollarSign: () => sdk.specialCharDollarSign(api, { $filter: "status eq 'active'" }),
  };
});
