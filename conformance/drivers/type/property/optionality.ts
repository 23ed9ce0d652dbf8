import { driver, gives } from '../../../scenario.ts';
import * as sdk from '../../../sdk/type/property/optionality/index.ts';

export default driver('Type_Property_Optional', (server) => {
  const api = sdk.createBareClient(server);
  return {
    String_getDefault: () => gives(sdk.stringGetDefault(api), {}),
    String_putDefault: () => sdk.stringPutDefault(api, { body: {} }),
    String_getAll: () => gives(sdk.stringGetAll(api), { property: 'hello' }),
    String_putAll: () => sdk.stringPutAll(api, { body: { property: 'hello' } }),
    Bytes_getDefault: () => gives(sdk.bytesGetDefault(api), {}),
    Bytes_putDefault: () => sdk.bytesPutDefault(api, { body: {} }),
    Bytes_getAll: () => gives(sdk.bytesGetAll(api), { property: 'aGVsbG8sIHdvcmxkIQ==' }),
    Bytes_putAll: () => sdk.bytesPutAll(api, { body: { property: 'aGVsbG8sIHdvcmxkIQ==' } }),
    Datetime_getDefault: () => gives(sdk.datetimeGetDefault(api), {}),
    Datetime_putDefault: () => sdk.datetimePutDefault(api, { body: {} }),
    Datetime_getAll: () => gives(sdk.datetimeGetAll(api), { property: '2022-08-26T18:38:00Z' }),
    Datetime_putAll: () => sdk.datetimePutAll(api, { body: { property: '2022-08-26T18:38:00Z' } }),
    Duration_getDefault: () => gives(sdk.durationGetDefault(api), {}),
    Duration_putDefault: () => sdk.durationPutDefault(api, { body: {} }),
    Duration_getAll: () => gives(sdk.durationGetAll(api), { property: 'P123DT22H14M12.011S' }),
    Duration_putAll: () => sdk.durationPutAll(api, { body: { property: 'P123DT22H14M12.011S' } }),
    PlainDate_getDefault: () => gives(sdk.plainDateGetDefault(api), {}),
    PlainDate_putDefault: () => sdk.plainDatePutDefault(api, { body: {} }),
    PlainDate_getAll: () => gives(sdk.plainDateGetAll(api), { property: '2022-12-12' }),
    PlainDate_putAll: () => sdk.plainDatePutAll(api, { body: { property: '2022-12-12' } }),
    PlainTime_getDefault: () => gives(sdk.plainTimeGetDefault(api), {}),
    PlainTime_putDefault: () => sdk.plainTimePutDefault(api, { body: {} }),
    PlainTime_getAll: () => gives(sdk.plainTimeGetAll(api), { property: '13:06:12' }),
    PlainTime_putAll: () => sdk.plainTimePutAll(api, { body: { property: '13:06:12' } }),
    CollectionsByte_getDefault: () => gives(sdk.collectionsByteGetDefault(api), {}),
    CollectionsByte_putDefault: () => sdk.collectionsBytePutDefault(api, { body: {} }),
    CollectionsByte_getAll: () =>
      gives(sdk.collectionsByteGetAll(api), { property: ['aGVsbG8sIHdvcmxkIQ==', 'aGVsbG8sIHdvcmxkIQ=='] }),
    CollectionsByte_putAll: () =>
      sdk.collectionsBytePutAll(api, {
        body: { property: ['aGVsbG8sIHdvcmxkIQ==', 'aGVsbG8sIHdvcmxkIQ=='] },
      }),
    CollectionsModel_getDefault: () => gives(sdk.collectionsModelGetDefault(api), {}),
    CollectionsModel_putDefault: () => sdk.collectionsModelPutDefault(api, { body: {} }),
    CollectionsModel_getAll: () =>
      gives(sdk.collectionsModelGetAll(api), { property: [{ property: 'hello' }, { property: 'world' }] }),
    CollectionsModel_putAll: () =>
      sdk.collectionsModelPutAll(api, { body: { property: [{ property: 'hello' }, { property: 'world' }] } }),
    StringLiteral_getDefault: () => gives(sdk.stringLiteralGetDefault(api), {}),
    StringLiteral_putDefault: () => sdk.stringLiteralPutDefault(api, { body: {} }),
    StringLiteral_getAll: () => gives(sdk.stringLiteralGetAll(api), { property: 'hello' }),
    StringLiteral_putAll: () => sdk.stringLiteralPutAll(api, { body: { property: 'hello' } }),
    IntLiteral_getDefault: () => gives(sdk.intLiteralGetDefault(api), {}),
    IntLiteral_putDefault: () => sdk.intLiteralPutDefault(api, { body: {} }),
    IntLiteral_getAll: () => gives(sdk.intLiteralGetAll(api), { property: 1 }),
    IntLiteral_putAll: () => sdk.intLiteralPutAll(api, { body: { property: 1 } }),
    FloatLiteral_getDefault: () => gives(sdk.floatLiteralGetDefault(api), {}),
    FloatLiteral_putDefault: () => sdk.floatLiteralPutDefault(api, { body: {} }),
    FloatLiteral_getAll: () => gives(sdk.floatLiteralGetAll(api), { property: 1.25 }),
    FloatLiteral_putAll: () => sdk.floatLiteralPutAll(api, { body: { property: 1.25 } }),
    BooleanLiteral_getDefault: () => gives(sdk.booleanLiteralGetDefault(api), {}),
    BooleanLiteral_putDefault: () => sdk.booleanLiteralPutDefault(api, { body: {} }),
    BooleanLiteral_getAll: () => gives(sdk.booleanLiteralGetAll(api), { property: true }),
    BooleanLiteral_putAll: () => sdk.booleanLiteralPutAll(api, { body: { property: true } }),
    UnionStringLiteral_getDefault: () => gives(sdk.unionStringLiteralGetDefault(api), {}),
    UnionStringLiteral_putDefault: () => sdk.unionStringLiteralPutDefault(api, { body: {} }),
    UnionStringLiteral_getAll: () => gives(sdk.unionStringLiteralGetAll(api), { property: 'world' }),
    UnionStringLiteral_putAll: () => sdk.unionStringLiteralPutAll(api, { body: { property: 'world' } }),
    UnionIntLiteral_getDefault: () => gives(sdk.unionIntLiteralGetDefault(api), {}),
    UnionIntLiteral_putDefault: () => sdk.unionIntLiteralPutDefault(api, { body: {} }),
    UnionIntLiteral_getAll: () => gives(sdk.unionIntLiteralGetAll(api), { property: 2 }),
    UnionIntLiteral_putAll: () => sdk.unionIntLiteralPutAll(api, { body: { property: 2 } }),
    UnionFloatLiteral_getDefault: () => gives(sdk.unionFloatLiteralGetDefault(api), {}),
    UnionFloatLiteral_putDefault: () => sdk.unionFloatLiteralPutDefault(api, { body: {} }),
    UnionFloatLiteral_getAll: () => gives(sdk.unionFloatLiteralGetAll(api), { property: 2.375 }),
    UnionFloatLiteral_putAll: () => sdk.unionFloatLiteralPutAll(api, { body: { property: 2.375 } }),
    RequiredAndOptional_getRequiredOnly: () =>
      gives(sdk.requiredAndOptionalGetRequiredOnly(api), { requiredProperty: 42 }),
    RequiredAndOptional_putRequiredOnly: () =>
      sdk.requiredAndOptionalPutRequiredOnly(api, { body: { requiredProperty: 42 } }),
    RequiredAndOptional_getAll: () =>
      gives(sdk.requiredAndOptionalGetAll(api), { optionalProperty: 'hello', requiredProperty: 42 }),
    RequiredAndOptional_putAll: () =>
      sdk.requiredAndOptionalPutAll(api, { body: { optionalProperty: 'hello', requiredProperty: 42 } }),
  };
});
