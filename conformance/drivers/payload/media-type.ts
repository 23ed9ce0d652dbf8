import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/payload/media-type/index.ts';

export default driver('Payload_MediaType_StringBody', (server) => {
  const api = sdk.createBareClient(server);
  return {
    sendAsText: () => sdk.stringBodySendAsText(api, { body: '{cat}' }),
    getAsText: () => gives(sdk.stringBodyGetAsText(api), '{cat}'),
    sendAsJson: () => sdk.stringBodySendAsJson(api, { body: 'foo' }),
    getAsJson: () => gives(sdk.stringBodyGetAsJson(api), 'foo'),
  };
});
