import { driver, gives } from '../../../scenario.ts';
import * as sdk from '../../../sdk/type/property/nullable/index.ts';

export default driver('Type_Property_Nullable', (server) => {
  const api = sdk.createBareClient(server);
  return {
    String_getNonNull: () =>
      gives(sdk.stringGetNonNull(api), { requiredProperty: 'foo', nullableProperty: 'hello' }),
    String_getNull: () => gives(sdk.stringGetNull(api), { requiredProperty: 'foo', nullableProperty: null }),
    String_patchNonNull: () =>
      sdk.stringPatchNonNull(api, { body: { requiredProperty: 'foo', nullableProperty: 'hello' } }),
    String_patchNull: () =>
      sdk.stringPatchNull(api, { body: { requiredProperty: 'foo', nullableProperty: null } }),
    Bytes_getNonNull: () =>
      gives(sdk.bytesGetNonNull(api), { requiredProperty: 'foo', nullableProperty: 'aGVsbG8sIHdvcmxkIQ==' }),
    Bytes_getNull: () => gives(sdk.bytesGetNull(api), { requiredProperty: 'foo', nullableProperty: null }),
    Bytes_patchNonNull: () =>
      sdk.bytesPatchNonNull(api, {
        body: { requiredProperty: 'foo', nullableProperty: 'aGVsbG8sIHdvcmxkIQ==' },
      }),
    Bytes_patchNull: () =>
      sdk.bytesPatchNull(api, { body: { requiredProperty: 'foo', nullableProperty: null } }),
    Datetime_getNonNull: () =>
      gives(sdk.datetimeGetNonNull(api), {
        requiredProperty: 'foo',
        nullableProperty: '2022-08-26T18:38:00Z',
      }),
    Datetime_getNull: () =>
      gives(sdk.datetimeGetNull(api), { requiredProperty: 'foo', nullableProperty: null }),
    Datetime_patchNonNull: () =>
      sdk.datetimePatchNonNull(api, {
        body: { requiredProperty: 'foo', nullableProperty: '2022-08-26T18:38:00Z' },
      }),
    Datetime_patchNull: () =>
      sdk.datetimePatchNull(api, { body: { requiredProperty: 'foo', nullableProperty: null } }),
    Duration_getNonNull: () =>
      gives(sdk.durationGetNonNull(api), {
        requiredProperty: 'foo',
        nullableProperty: 'P123DT22H14M12.011S',
      }),
    Duration_getNull: () =>
      gives(sdk.durationGetNull(api), { requiredProperty: 'foo', nullableProperty: null }),
    Duration_patchNonNull: () =>
      sdk.durationPatchNonNull(api, {
        body: { requiredProperty: 'foo', nullableProperty: 'P123DT22H14M12.011S' },
      }),
    Duration_patchNull: () =>
      sdk.durationPatchNull(api, { body: { requiredProperty: 'foo', nullableProperty: null } }),
    CollectionsByte_getNonNull: () =>
      gives(sdk.collectionsByteGetNonNull(api), {
        requiredProperty: 'foo',
        nullableProperty: ['aGVsbG8sIHdvcmxkIQ==', 'aGVsbG8sIHdvcmxkIQ=='],
      }),
    CollectionsByte_getNull: () =>
      gives(sdk.collectionsByteGetNull(api), { requiredProperty: 'foo', nullableProperty: null }),
    CollectionsByte_patchNonNull: () =>
      sdk.collectionsBytePatchNonNull(api, {
        body: { requiredProperty: 'foo', nullableProperty: ['aGVsbG8sIHdvcmxkIQ==', 'aGVsbG8sIHdvcmxkIQ=='] },
      }),
    CollectionsByte_patchNull: () =>
      sdk.collectionsBytePatchNull(api, { body: { requiredProperty: 'foo', nullableProperty: null } }),
    CollectionsModel_getNonNull: () =>
      gives(sdk.collectionsModelGetNonNull(api), {
        requiredProperty: 'foo',
        nullableProperty: [{ property: 'hello' }, { property: 'world' }],
      }),
    CollectionsModel_getNull: () =>
      gives(sdk.collectionsModelGetNull(api), { requiredProperty: 'foo', nullableProperty: null }),
    CollectionsModel_patchNonNull: () =>
      sdk.collectionsModelPatchNonNull(api, {
        body: { requiredProperty: 'foo', nullableProperty: [{ property: 'hello' }, { property: 'world' }] },
      }),
    CollectionsModel_patchNull: () =>
      sdk.collectionsModelPatchNull(api, { body: { requiredProperty: 'foo', nullableProperty: null } }),
    CollectionsString_getNonNull: () =>
      gives(sdk.collectionsStringGetNonNull(api), {
        requiredProperty: 'foo',
        nullableProperty: ['hello', 'world'],
      }),
    CollectionsString_getNull: () =>
      gives(sdk.collectionsStringGetNull(api), { requiredProperty: 'foo', nullableProperty: null }),
    CollectionsString_patchNonNull: () =>
      sdk.collectionsStringPatchNonNull(api, {
        body: { requiredProperty: 'foo', nullableProperty: ['hello', 'world'] },
      }),
    CollectionsString_patchNull: () =>
      sdk.collectionsStringPatchNull(api, { body: { requiredProperty: 'foo', nullableProperty: null } }),
  };
});
