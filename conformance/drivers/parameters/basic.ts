import { driver } from '../../scenario.ts';
import * as sdk from '../../sdk/parameters/basic/index.ts';

export default driver('Parameters_Basic', (server) => {
  const api = sdk.createBareClient(server);
  return {
    ExplicitBody_simple: () => sdk.explicitBodySimple(api, { body: { name: 'foo' } }),
    ImplicitBody_simple: () => sdk.implicitBodySimple(api, { body: { name: 'foo' } }),
  };
});
