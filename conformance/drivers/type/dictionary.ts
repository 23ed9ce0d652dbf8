import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/type/dictionary/index.ts';

export default driver('Type_Dictionary', (server) => {
  const api = sdk.createBareClient(server);
  return {
    Int32Value_get: () => gives(sdk.int32ValueGet(api), { k1: 1, k2: 2 }),
    Int32Value_put: () => sdk.int32ValuePut(api, { body: { k1: 1, k2: 2 } }),
    Int64Value_get: () => gives(sdk.int64ValueGet(api), { k1: 9007199254740991, k2: -9007199254740991 }),
    Int64Value_put: () => sdk.int64ValuePut(api, { body: { k1: 9007199254740991, k2: -9007199254740991 } }),
    BooleanValue_get: () => gives(sdk.booleanValueGet(api), { k1: true, k2: false }),
    BooleanValue_put: () => sdk.booleanValuePut(api, { body: { k1: true, k2: false } }),
    StringValue_get: () => gives(sdk.stringValueGet(api), { k1: 'hello', k2: '' }),
    StringValue_put: () => sdk.stringValuePut(api, { body: { k1: 'hello', k2: '' } }),
    Float32Value_get: () => gives(sdk.float32ValueGet(api), { k1: 43.125 }),
    Float32Value_put: () => sdk.float32ValuePut(api, { body: { k1: 43.125 } }),
    DatetimeValue_get: () => gives(sdk.datetimeValueGet(api), { k1: '2022-08-26T18:38:00Z' }),
    DatetimeValue_put: () => sdk.datetimeValuePut(api, { body: { k1: '2022-08-26T18:38:00Z' } }),
    DurationValue_get: () => gives(sdk.durationValueGet(api), { k1: 'P123DT22H14M12.011S' }),
    DurationValue_put: () => sdk.durationValuePut(api, { body: { k1: 'P123DT22H14M12.011S' } }),
    UnknownValue_get: () => gives(sdk.unknownValueGet(api), { k1: 1, k2: 'hello', k3: null }),
    UnknownValue_put: () => sdk.unknownValuePut(api, { body: { k1: 1, k2: 'hello', k3: null } }),
    ModelValue_get: () =>
      gives(sdk.modelValueGet(api), { k1: { property: 'hello' }, k2: { property: 'world' } }),
    ModelValue_put: () =>
      sdk.modelValuePut(api, { body: { k1: { property: 'hello' }, k2: { property: 'world' } } }),
    RecursiveModelValue_get: () =>
      gives(sdk.recursiveModelValueGet(api), {
        k1: { property: 'hello', children: {} },
        k2: { property: 'world', children: { 'k2.1': { property: 'inner world' } } },
      }),
    RecursiveModelValue_put: () =>
      sdk.recursiveModelValuePut(api, {
        body: {
          k1: { property: 'hello', children: {} },
          k2: { property: 'world', children: { 'k2.1': { property: 'inner world' } } },
        },
      }),
    NullableFloatValue_get: () => gives(sdk.nullableFloatValueGet(api), { k1: 1.25, k2: 0.5, k3: null }),
    NullableFloatValue_put: () => sdk.nullableFloatValuePut(api, { body: { k1: 1.25, k2: 0.5, k3: null } }),
  };
});
