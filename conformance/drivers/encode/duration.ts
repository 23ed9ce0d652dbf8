import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/encode/duration/index.ts';

export default driver('Encode_Duration', (server) => {
  const api = sdk.createBareClient(server);
  return {
    Property_default: () => gives(sdk.propertyDefault(api, { body: { value: 'P40D' } }), { value: 'P40D' }),
    Property_floatSeconds: () =>
      gives(sdk.propertyFloatSeconds(api, { body: { value: 35.625 } }), { value: 35.625 }),
    Property_float64Seconds: () =>
      gives(sdk.propertyFloat64Seconds(api, { body: { value: 35.625 } }), { value: 35.625 }),
    Property_int32Seconds: () => gives(sdk.propertyInt32Seconds(api, { body: { value: 36 } }), { value: 36 }),
    Property_iso8601: () => gives(sdk.propertyIso8601(api, { body: { value: 'P40D' } }), { value: 'P40D' }),
    Property_floatSecondsArray: () =>
      gives(sdk.propertyFloatSecondsArray(api, { body: { value: [35.625, 46.75] } }), {
        value: [35.625, 46.75],
      }),
    Property_int32Milliseconds: () =>
      gives(sdk.propertyInt32Milliseconds(api, { body: { value: 36000 } }), { value: 36000 }),
    Property_floatMilliseconds: () =>
      gives(sdk.propertyFloatMilliseconds(api, { body: { value: 35625 } }), { value: 35625 }),
    Property_float64Milliseconds: () =>
      gives(sdk.propertyFloat64Milliseconds(api, { body: { value: 35625 } }), { value: 35625 }),
    Property_floatMillisecondsArray: () =>
      gives(sdk.propertyFloatMillisecondsArray(api, { body: { value: [35625, 46750] } }), {
        value: [35625, 46750],
      }),
    Property_int32SecondsLargerUnit: () =>
      gives(sdk.propertyInt32SecondsLargerUnit(api, { body: { value: 120 } }), { value: 120 }),
    Property_floatSecondsLargerUnit: () =>
      gives(sdk.propertyFloatSecondsLargerUnit(api, { body: { value: 150 } }), { value: 150 }),
    Property_int32MillisecondsLargerUnit: () =>
      gives(sdk.propertyInt32MillisecondsLargerUnit(api, { body: { value: 180000 } }), { value: 180000 }),
    Property_floatMillisecondsLargerUnit: () =>
      gives(sdk.propertyFloatMillisecondsLargerUnit(api, { body: { value: 210000 } }), { value: 210000 }),
    Query_default: () => sdk.queryDefault(api, { input: 'P40D' }),
    Query_iso8601: () => sdk.queryIso8601(api, { input: 'P40D' }),
    Query_int32Seconds: () => sdk.queryInt32Seconds(api, { input: 36 }),
    Query_int32SecondsArray: () => sdk.queryInt32SecondsArray(api, { input: [36, 47] }),
    Query_floatSeconds: () => sdk.queryFloatSeconds(api, { input: 35.625 }),
    Query_float64Seconds: () => sdk.queryFloat64Seconds(api, { input: 35.625 }),
    Query_int32Milliseconds: () => sdk.queryInt32Milliseconds(api, { input: 36000 }),
    Query_floatMilliseconds: () => sdk.queryFloatMilliseconds(api, { input: 35625 }),
    Query_float64Milliseconds: () => sdk.queryFloat64Milliseconds(api, { input: 35625 }),
    Query_int32MillisecondsArray: () => sdk.queryInt32MillisecondsArray(api, { input: [36000, 47000] }),
    Query_int32SecondsLargerUnit: () => sdk.queryInt32SecondsLargerUnit(api, { input: 120 }),
    Query_floatSecondsLargerUnit: () => sdk.queryFloatSecondsLargerUnit(api, { input: 150 }),
    Query_int32MillisecondsLargerUnit: () => sdk.queryInt32MillisecondsLargerUnit(api, { input: 180000 }),
    Query_floatMillisecondsLargerUnit: () => sdk.queryFloatMillisecondsLargerUnit(api, { input: 210000 }),
    Header_default: () => sdk.headerDefault(api, { duration: 'P40D' }),
    Header_iso8601: () => sdk.headerIso8601(api, { duration: 'P40D' }),
    Header_int32Seconds: () => sdk.headerInt32Seconds(api, { duration: 36 }),
    Header_floatSeconds: () => sdk.headerFloatSeconds(api, { duration: 35.625 }),
    Header_float64Seconds: () => sdk.headerFloat64Seconds(api, { duration: 35.625 }),
    Header_iso8601Array: () => sdk.headerIso8601Array(api, { duration: ['P40D', 'P50D'] }),
    Header_int32Milliseconds: () => sdk.headerInt32Milliseconds(api, { duration: 36000 }),
    Header_floatMilliseconds: () => sdk.headerFloatMilliseconds(api, { duration: 35625 }),
    Header_float64Milliseconds: () => sdk.headerFloat64Milliseconds(api, { duration: 35625 }),
    Header_int32MillisecondsArray: () => sdk.headerInt32MillisecondsArray(api, { duration: [36000, 47000] }),
    Header_int32SecondsLargerUnit: () => sdk.headerInt32SecondsLargerUnit(api, { duration: 120 }),
    Header_floatSecondsLargerUnit: () => sdk.headerFloatSecondsLargerUnit(api, { duration: 150 }),
    Header_int32MillisecondsLargerUnit: () =>
      sdk.headerInt32MillisecondsLargerUnit(api, { duration: 180000 }),
    Header_floatMillisecondsLargerUnit: () =>
      sdk.headerFloatMillisecondsLargerUnit(api, { duration: 210000 }),
    Lossy_intSeconds: () => sdk.lossyIntSeconds(api, { input: 36 }),
    Lossy_intMilliseconds: () => sdk.lossyIntMilliseconds(api, { input: 36250 }),
  };
});
