import { driver } from '../../scenario.ts';
import * as sdk from '../../sdk/special-headers/repeatability/index.ts';

export default driver('SpecialHeaders_Repeatability', (server) => {
  const api = sdk.createBareClient(server);
  return {
    immediateSuccess: () =>
      sdk.immediateSuccess(api, {
        'Repeatability-Request-ID': '2378d9bc-1726-11ee-be56-0242ac120002',
        'Repeatability-First-Sent': 'Tue, 15 Nov 2022 12:45:26 GMT',
      }),
  };
});
