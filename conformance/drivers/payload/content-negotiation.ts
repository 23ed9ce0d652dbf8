import { jpg, png } from '../../assets.ts';
import { driver, gives, givesBytes } from '../../scenario.ts';
import * as sdk from '../../sdk/payload/content-negotiation/index.ts';

export default driver('Payload_ContentNegotiation', (server) => {
  const api = sdk.createBareClient(server);
  return {
    SameBody: async () => {
      const get = sdk.sameBodyGetAvatarAsPngSameBodyGetAvatarAsJpeg;
      await givesBytes(get(api, {}, { accept: 'image/png' }), png);
      await givesBytes(get(api, {}, { accept: 'image/jpeg' }), jpg);
    },
    DifferentBody: async () => {
      const get = sdk.differentBodyGetAvatarAsPngDifferentBodyGetAvatarAsJson;
      await givesBytes(get(api, {}, { accept: 'image/png' }), png);
      await gives(get(api, {}, { accept: 'application/json' }), { content: png.toString('base64') });
    },
  };
});
