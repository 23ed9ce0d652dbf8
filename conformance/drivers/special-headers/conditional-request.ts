import { driver } from '../../scenario.ts';
import * as sdk from '../../sdk/special-headers/conditional-request/index.ts';

export default driver('SpecialHeaders_ConditionalRequest', (server) => {
  const api = sdk.createBareClient(server);
  return {
    postIfUnmodifiedSince: () =>
      sdk.postIfUnmodifiedSince(api, { 'If-Unmodified-Since': 'Fri, 26 Aug 2022 14:38:00 GMT' }),
    headIfModifiedSince: () =>
      sdk.headIfModifiedSince(api, { 'If-Modified-Since': 'Fri, 26 Aug 2022 14:38:00 GMT' }),
    postIfMatch: () => sdk.postIfMatch(api, { 'If-Match': '"valid"' }),
    postIfNoneMatch: () => sdk.postIfNoneMatch(api, { 'If-None-Match': '"invalid"' }),
  };
});
