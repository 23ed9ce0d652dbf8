import { driver } from '../../../scenario.ts';
import * as sdk from '../../../sdk/server/path/multiple/v1.0/index.ts';

export default driver('Server_Path_Multiple', ({ baseUrl }) => {
  const api = sdk.createBareClient({ variables: { endpoint: baseUrl, apiVersion: 'v1.0' } });
  return {
    noOperationParams: () => sdk.noOperationParams(api),
    withOperationPathParam: () => sdk.withOperationPathParam(api, { keyword: 'test' }),
  };
});
