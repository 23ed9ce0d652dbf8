import { driver } from '../../scenario.ts';
import * as sdk from '../../sdk/parameters/body-optionality/index.ts';

export default driver('Parameters_BodyOptionality', (server) => {
  const api = sdk.createBareClient(server);
  return {
    requiredExplicit: () => sdk.requiredExplicit(api, { body: { name: 'foo' } }),
    OptionalExplicit: async () => {
      await sdk.optionalExplicitSet(api, { body: { name: 'foo' } });
      await sdk.optionalExplicitOmit(api);
    },
    requiredImplicit: () => sdk.requiredImplicit(api, { body: { name: 'foo' } }),
  };
});
