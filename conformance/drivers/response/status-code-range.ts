import { driver, fails } from '../../scenario.ts';
import * as sdk from '../../sdk/response/status-code-range/index.ts';

export default driver('Response_StatusCodeRange', (server) => {
  const api = sdk.createBareClient(server);
  return {
    errorResponseStatusCodeInRange: () =>
      fails(sdk.errorResponseStatusCodeInRange(api), 494, {
        code: 'request-header-too-large',
        message: 'Request header too large',
      }),
    errorResponseStatusCode404: () =>
      fails(sdk.errorResponseStatusCode404(api), 404, { code: 'not-found', resourceId: 'resource1' }),
  };
});
