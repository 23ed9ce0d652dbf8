import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/type/array/index.ts';

export default driver('Type_Array', (server) => {
  const api = sdk.createBareClient(server);
  return {
    Int32Value_get: () => gives(sdk.int32ValueGet(api), [1, 2]),
    Int32Value_put: () => sdk.int32ValuePut(api, { body: [1, 2] }),
    Int64Value_get: () => gives(sdk.int64ValueGet(api), [9007199254740991, -9007199254740991]),
    Int64Value_put: () => sdk.int64ValuePut(api, { body: [9007199254740991, -9007199254740991] }),
    BooleanValue_get: () => gives(sdk.booleanValueGet(api), [true, false]),
    BooleanValue_put: () => sdk.booleanValuePut(api, { body: [true, false] }),
    StringValue_get: () => gives(sdk.stringValueGet(api), ['hello', '']),
    StringValue_put: () => sdk.stringValuePut(api, { body: ['hello', ''] }),
    Float32Value_get: () => gives(sdk.float32ValueGet(api), [43.125]),
    Float32Value_put: () => sdk.float32ValuePut(api, { body: [43.125] }),
    DatetimeValue_get: () => gives(sdk.datetimeValueGet(api), ['2022-08-26T18:38:00Z']),
    DatetimeValue_put: () => sdk.datetimeValuePut(api, { body: ['2022-08-26T18:38:00Z'] }),
    DurationValue_get: () => gives(sdk.durationValueGet(api), ['P123DT22H14M12.011S']),
    DurationValue_put: () => sdk.durationValuePut(api, { body: ['P123DT22H14M12.011S'] }),
    UnknownValue_get: () => gives(sdk.unknownValueGet(api), [1, 'hello', null]),
    UnknownValue_put: () => sdk.unknownValuePut(api, { body: [1, 'hello', null] }),
    ModelValue_get: () => gives(sdk.modelValueGet(api), [{ property: 'hello' }, { property: 'world' }]),
    ModelValue_put: () => sdk.modelValuePut(api, { body: [{ property: 'hello' }, { property: 'world' }] }),
    NullableFloatValue_get: () => gives(sdk.nullableFloatValueGet(api), [1.25, null, 3]),
    NullableFloatValue_put: () => sdk.nullableFloatValuePut(api, { body: [1.25, null, 3] }),
    NullableBooleanValue_get: () => gives(sdk.nullableBooleanValueGet(api), [true, null, false]),
    NullableBooleanValue_put: () => sdk.nullableBooleanValuePut(api, { body: [true, null, false] }),
    NullableInt32Value_get: () => gives(sdk.nullableInt32ValueGet(api), [1, null, 3]),
    NullableInt32Value_put: () => sdk.nullableInt32ValuePut(api, { body: [1, null, 3] }),
    NullableStringValue_get: () => gives(sdk.nullableStringValueGet(api), ['hello', null, 'world']),
    NullableStringValue_put: () => sdk.nullableStringValuePut(api, { body: ['hello', null, 'world'] }),
    NullableModelValue_get: () =>
      gives(sdk.nullableModelValueGet(api), [{ property: 'hello' }, null, { property: 'world' }]),
    NullableModelValue_put: () =>
      sdk.nullableModelValuePut(api, { body: [{ property: 'hello' }, null, { property: 'world' }] }),
  };
});
