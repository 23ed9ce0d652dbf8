import { answersWith, driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/encode/datetime/index.ts';

export default driver('Encode_Datetime', (server) => {
  const api = sdk.createBareClient(server);
  return {
    Query_default: () => sdk.queryDefault(api, { value: '2022-08-26T18:38:00.000Z' }),
    Query_rfc3339: () => sdk.queryRfc3339(api, { value: '2022-08-26T18:38:00.000Z' }),
    Query_rfc7231: () => sdk.queryRfc7231(api, { value: 'Fri, 26 Aug 2022 14:38:00 GMT' }),
    Query_unixTimestamp: () => sdk.queryUnixTimestamp(api, { value: 1686566864 }),
    Query_unixTimestampArray: () => sdk.queryUnixTimestampArray(api, { value: [1686566864, 1686734256] }),
    Property_default: () =>
      gives(sdk.propertyDefault(api, { body: { value: '2022-08-26T18:38:00.000Z' } }), {
        value: '2022-08-26T18:38:00.000Z',
      }),
    Property_rfc3339: () =>
      gives(sdk.propertyRfc3339(api, { body: { value: '2022-08-26T18:38:00.000Z' } }), {
        value: '2022-08-26T18:38:00.000Z',
      }),
    Property_rfc7231: () =>
      gives(sdk.propertyRfc7231(api, { body: { value: 'Fri, 26 Aug 2022 14:38:00 GMT' } }), {
        value: 'Fri, 26 Aug 2022 14:38:00 GMT',
      }),
    Property_unixTimestamp: () =>
      gives(sdk.propertyUnixTimestamp(api, { body: { value: 1686566864 } }), { value: 1686566864 }),
    Property_unixTimestampArray: () =>
      gives(sdk.propertyUnixTimestampArray(api, { body: { value: [1686566864, 1686734256] } }), {
        value: [1686566864, 1686734256],
      }),
    Header_default: () => sdk.headerDefault(api, { value: 'Fri, 26 Aug 2022 14:38:00 GMT' }),
    Header_rfc3339: () => sdk.headerRfc3339(api, { value: '2022-08-26T18:38:00.000Z' }),
    Header_rfc7231: () => sdk.headerRfc7231(api, { value: 'Fri, 26 Aug 2022 14:38:00 GMT' }),
    Header_unixTimestamp: () => sdk.headerUnixTimestamp(api, { value: 1686566864 }),
    Header_unixTimestampArray: () => sdk.headerUnixTimestampArray(api, { value: [1686566864, 1686734256] }),
    ResponseHeader_default: () =>
      answersWith(sdk.responseHeaderDefault(api), { value: 'Fri, 26 Aug 2022 14:38:00 GMT' }),
    ResponseHeader_rfc3339: () =>
      answersWith(sdk.responseHeaderRfc3339(api), { value: '2022-08-26T18:38:00.000Z' }),
    ResponseHeader_rfc7231: () =>
      answersWith(sdk.responseHeaderRfc7231(api), { value: 'Fri, 26 Aug 2022 14:38:00 GMT' }),
    ResponseHeader_unixTimestamp: () =>
      answersWith(sdk.responseHeaderUnixTimestamp(api), { value: '1686566864' }),
  };
});
