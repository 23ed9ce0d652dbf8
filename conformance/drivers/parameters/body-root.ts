import { driver } from '../../scenario.ts';
import * as sdk from '../../sdk/parameters/body-root/index.ts';

export default driver('Parameters_BodyRoot', (server) => {
  const api = sdk.createBareClient(server);
  return {
    nested: () => sdk.nested(api, { body: { category: 'widget', linkType: 'hard', wasSuccessful: true } }),
  };
});
