import { png } from '../../assets.ts';
import { driver, gives, givesBytes } from '../../scenario.ts';
import * as sdk from '../../sdk/encode/bytes/index.ts';

export default driver('Encode_Bytes', (server) => {
  const api = sdk.createBareClient(server);
  return {
    Query_default: () => sdk.queryDefault(api, { value: 'dGVzdA==' }),
    Query_base64: () => sdk.queryBase64(api, { value: 'dGVzdA==' }),
    Query_base64url: () => sdk.queryBase64url(api, { value: 'dGVzdA' }),
    Query_base64urlArray: () => sdk.queryBase64urlArray(api, { value: ['dGVzdA', 'dGVzdA'] }),
    Property_default: () =>
      gives(sdk.propertyDefault(api, { body: { value: 'dGVzdA==' } }), { value: 'dGVzdA==' }),
    Property_base64: () =>
      gives(sdk.propertyBase64(api, { body: { value: 'dGVzdA==' } }), { value: 'dGVzdA==' }),
    Property_base64url: () =>
      gives(sdk.propertyBase64url(api, { body: { value: 'dGVzdA' } }), { value: 'dGVzdA' }),
    Property_base64urlArray: () =>
      gives(sdk.propertyBase64urlArray(api, { body: { value: ['dGVzdA', 'dGVzdA'] } }), {
        value: ['dGVzdA', 'dGVzdA'],
      }),
    Header_default: () => sdk.headerDefault(api, { value: 'dGVzdA==' }),
    Header_base64: () => sdk.headerBase64(api, { value: 'dGVzdA==' }),
    Header_base64url: () => sdk.headerBase64url(api, { value: 'dGVzdA' }),
    Header_base64urlArray: () => sdk.headerBase64urlArray(api, { value: ['dGVzdA', 'dGVzdA'] }),
    RequestBody_default: () => sdk.requestBodyDefault(api, { body: new Blob([png]) }),
    RequestBody_base64: () => sdk.requestBodyBase64(api, { body: 'dGVzdA==' }),
    RequestBody_base64url: () => sdk.requestBodyBase64url(api, { body: 'dGVzdA' }),
    RequestBody_customContentType: () => sdk.requestBodyCustomContentType(api, { body: new Blob([png]) }),
    RequestBody_octetStream: () => sdk.requestBodyOctetStream(api, { body: new Blob([png]) }),
    ResponseBody_default: () => givesBytes(sdk.responseBodyDefault(api), png),
    ResponseBody_base64: () => gives(sdk.responseBodyBase64(api), 'dGVzdA=='),
    ResponseBody_base64url: () => gives(sdk.responseBodyBase64url(api), 'dGVzdA'),
    ResponseBody_customContentType: () => givesBytes(sdk.responseBodyCustomContentType(api), png),
    ResponseBody_octetStream: () => givesBytes(sdk.responseBodyOctetStream(api), png),
  };
});
