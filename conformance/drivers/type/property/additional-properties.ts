import { driver, gives } from '../../../scenario.ts';
import * as sdk from '../../../sdk/type/property/additional-properties/index.ts';

export default driver('Type_Property_AdditionalProperties', (server) => {
  const api = sdk.createBareClient(server);
  return {
    ExtendsUnknown_get: () =>
      gives(sdk.extendsUnknownGet(api), {
        name: 'ExtendsUnknownAdditionalProperties',
        prop1: 32,
        prop2: true,
        prop3: 'abc',
      }),
    ExtendsUnknown_put: () =>
      sdk.extendsUnknownPut(api, {
        body: { name: 'ExtendsUnknownAdditionalProperties', prop1: 32, prop2: true, prop3: 'abc' },
      }),
    ExtendsUnknownDerived_get: () =>
      gives(sdk.extendsUnknownDerivedGet(api), {
        name: 'ExtendsUnknownAdditionalProperties',
        index: 314,
        age: 2.71875,
        prop1: 32,
        prop2: true,
        prop3: 'abc',
      }),
    ExtendsUnknownDerived_put: () =>
      sdk.extendsUnknownDerivedPut(api, {
        body: {
          name: 'ExtendsUnknownAdditionalProperties',
          index: 314,
          age: 2.71875,
          prop1: 32,
          prop2: true,
          prop3: 'abc',
        },
      }),
    ExtendsUnknownDiscriminated_get: () =>
      gives(sdk.extendsUnknownDiscriminatedGet(api), {
        kind: 'derived',
        name: 'Derived',
        index: 314,
        age: 2.71875,
        prop1: 32,
        prop2: true,
        prop3: 'abc',
      }),
    ExtendsUnknownDiscriminated_put: () =>
      sdk.extendsUnknownDiscriminatedPut(api, {
        body: {
          kind: 'derived',
          name: 'Derived',
          index: 314,
          age: 2.71875,
          prop1: 32,
          prop2: true,
          prop3: 'abc',
        },
      }),
    IsUnknown_get: () =>
      gives(sdk.isUnknownGet(api), {
        name: 'IsUnknownAdditionalProperties',
        prop1: 32,
        prop2: true,
        prop3: 'abc',
      }),
    IsUnknown_put: () =>
      sdk.isUnknownPut(api, {
        body: { name: 'IsUnknownAdditionalProperties', prop1: 32, prop2: true, prop3: 'abc' },
      }),
    IsUnknownDerived_get: () =>
      gives(sdk.isUnknownDerivedGet(api), {
        name: 'IsUnknownAdditionalProperties',
        index: 314,
        age: 2.71875,
        prop1: 32,
        prop2: true,
        prop3: 'abc',
      }),
    IsUnknownDerived_put: () =>
      sdk.isUnknownDerivedPut(api, {
        body: {
          name: 'IsUnknownAdditionalProperties',
          index: 314,
          age: 2.71875,
          prop1: 32,
          prop2: true,
          prop3: 'abc',
        },
      }),
    IsUnknownDiscriminated_get: () =>
      gives(sdk.isUnknownDiscriminatedGet(api), {
        kind: 'derived',
        name: 'Derived',
        index: 314,
        age: 2.71875,
        prop1: 32,
        prop2: true,
        prop3: 'abc',
      }),
    IsUnknownDiscriminated_put: () =>
      sdk.isUnknownDiscriminatedPut(api, {
        body: {
          kind: 'derived',
          name: 'Derived',
          index: 314,
          age: 2.71875,
          prop1: 32,
          prop2: true,
          prop3: 'abc',
        },
      }),
    ExtendsString_get: () =>
      gives(sdk.extendsStringGet(api), { name: 'ExtendsStringAdditionalProperties', prop: 'abc' }),
    ExtendsString_put: () =>
      sdk.extendsStringPut(api, { body: { name: 'ExtendsStringAdditionalProperties', prop: 'abc' } }),
    IsString_get: () => gives(sdk.isStringGet(api), { name: 'IsStringAdditionalProperties', prop: 'abc' }),
    IsString_put: () => sdk.isStringPut(api, { body: { name: 'IsStringAdditionalProperties', prop: 'abc' } }),
    ExtendsFloat_get: () => gives(sdk.extendsFloatGet(api), { id: 43.125, prop: 43.125 }),
    ExtendsFloat_put: () => sdk.extendsFloatPut(api, { body: { id: 43.125, prop: 43.125 } }),
    IsFloat_get: () => gives(sdk.isFloatGet(api), { id: 43.125, prop: 43.125 }),
    IsFloat_put: () => sdk.isFloatPut(api, { body: { id: 43.125, prop: 43.125 } }),
    ExtendsModel_get: () =>
      gives(sdk.extendsModelGet(api), { knownProp: { state: 'ok' }, prop: { state: 'ok' } }),
    ExtendsModel_put: () =>
      sdk.extendsModelPut(api, { body: { knownProp: { state: 'ok' }, prop: { state: 'ok' } } }),
    IsModel_get: () => gives(sdk.isModelGet(api), { knownProp: { state: 'ok' }, prop: { state: 'ok' } }),
    IsModel_put: () => sdk.isModelPut(api, { body: { knownProp: { state: 'ok' }, prop: { state: 'ok' } } }),
    ExtendsModelArray_get: () =>
      gives(sdk.extendsModelArrayGet(api), {
        knownProp: [{ state: 'ok' }, { state: 'ok' }],
        prop: [{ state: 'ok' }, { state: 'ok' }],
      }),
    ExtendsModelArray_put: () =>
      sdk.extendsModelArrayPut(api, {
        body: { knownProp: [{ state: 'ok' }, { state: 'ok' }], prop: [{ state: 'ok' }, { state: 'ok' }] },
      }),
    IsModelArray_get: () =>
      gives(sdk.isModelArrayGet(api), {
        knownProp: [{ state: 'ok' }, { state: 'ok' }],
        prop: [{ state: 'ok' }, { state: 'ok' }],
      }),
    IsModelArray_put: () =>
      sdk.isModelArrayPut(api, {
        body: { knownProp: [{ state: 'ok' }, { state: 'ok' }], prop: [{ state: 'ok' }, { state: 'ok' }] },
      }),
    SpreadString_get: () => gives(sdk.spreadStringGet(api), { name: 'SpreadSpringRecord', prop: 'abc' }),
    SpreadString_put: () => sdk.spreadStringPut(api, { body: { name: 'SpreadSpringRecord', prop: 'abc' } }),
    SpreadFloat_get: () => gives(sdk.spreadFloatGet(api), { id: 43.125, prop: 43.125 }),
    SpreadFloat_put: () => sdk.spreadFloatPut(api, { body: { id: 43.125, prop: 43.125 } }),
    SpreadModel_get: () =>
      gives(sdk.spreadModelGet(api), { knownProp: { state: 'ok' }, prop: { state: 'ok' } }),
    SpreadModel_put: () =>
      sdk.spreadModelPut(api, { body: { knownProp: { state: 'ok' }, prop: { state: 'ok' } } }),
    SpreadModelArray_get: () =>
      gives(sdk.spreadModelArrayGet(api), {
        knownProp: [{ state: 'ok' }, { state: 'ok' }],
        prop: [{ state: 'ok' }, { state: 'ok' }],
      }),
    SpreadModelArray_put: () =>
      sdk.spreadModelArrayPut(api, {
        body: { knownProp: [{ state: 'ok' }, { state: 'ok' }], prop: [{ state: 'ok' }, { state: 'ok' }] },
      }),
    SpreadDifferentString_get: () => gives(sdk.spreadDifferentStringGet(api), { id: 43.125, prop: 'abc' }),
    SpreadDifferentString_put: () => sdk.spreadDifferentStringPut(api, { body: { id: 43.125, prop: 'abc' } }),
    SpreadDifferentFloat_get: () => gives(sdk.spreadDifferentFloatGet(api), { name: 'abc', prop: 43.125 }),
    SpreadDifferentFloat_put: () => sdk.spreadDifferentFloatPut(api, { body: { name: 'abc', prop: 43.125 } }),
    SpreadDifferentModel_get: () =>
      gives(sdk.spreadDifferentModelGet(api), { knownProp: 'abc', prop: { state: 'ok' } }),
    SpreadDifferentModel_put: () =>
      sdk.spreadDifferentModelPut(api, { body: { knownProp: 'abc', prop: { state: 'ok' } } }),
    SpreadDifferentModelArray_get: () =>
      gives(sdk.spreadDifferentModelArrayGet(api), {
        knownProp: 'abc',
        prop: [{ state: 'ok' }, { state: 'ok' }],
      }),
    SpreadDifferentModelArray_put: () =>
      sdk.spreadDifferentModelArrayPut(api, {
        body: { knownProp: 'abc', prop: [{ state: 'ok' }, { state: 'ok' }] },
      }),
    ExtendsDifferentSpreadString_get: () =>
      gives(sdk.extendsDifferentSpreadStringGet(api), { id: 43.125, prop: 'abc', derivedProp: 'abc' }),
    ExtendsDifferentSpreadString_put: () =>
      sdk.extendsDifferentSpreadStringPut(api, { body: { id: 43.125, prop: 'abc', derivedProp: 'abc' } }),
    ExtendsDifferentSpreadFloat_get: () =>
      gives(sdk.extendsDifferentSpreadFloatGet(api), { name: 'abc', prop: 43.125, derivedProp: 43.125 }),
    ExtendsDifferentSpreadFloat_put: () =>
      sdk.extendsDifferentSpreadFloatPut(api, { body: { name: 'abc', prop: 43.125, derivedProp: 43.125 } }),
    ExtendsDifferentSpreadModel_get: () =>
      gives(sdk.extendsDifferentSpreadModelGet(api), {
        knownProp: 'abc',
        prop: { state: 'ok' },
        derivedProp: { state: 'ok' },
      }),
    ExtendsDifferentSpreadModel_put: () =>
      sdk.extendsDifferentSpreadModelPut(api, {
        body: { knownProp: 'abc', prop: { state: 'ok' }, derivedProp: { state: 'ok' } },
      }),
    ExtendsDifferentSpreadModelArray_get: () =>
      gives(sdk.extendsDifferentSpreadModelArrayGet(api), {
        knownProp: 'abc',
        prop: [{ state: 'ok' }, { state: 'ok' }],
        derivedProp: [{ state: 'ok' }, { state: 'ok' }],
      }),
    ExtendsDifferentSpreadModelArray_put: () =>
      sdk.extendsDifferentSpreadModelArrayPut(api, {
        body: {
          knownProp: 'abc',
          prop: [{ state: 'ok' }, { state: 'ok' }],
          derivedProp: [{ state: 'ok' }, { state: 'ok' }],
        },
      }),
    MultipleSpread_get: () => gives(sdk.multipleSpreadGet(api), { flag: true, prop1: 'abc', prop2: 43.125 }),
    MultipleSpread_put: () =>
      sdk.multipleSpreadPut(api, { body: { flag: true, prop1: 'abc', prop2: 43.125 } }),
    SpreadRecordUnion_get: () =>
      gives(sdk.spreadRecordUnionGet(api), { flag: true, prop1: 'abc', prop2: 43.125 }),
    SpreadRecordUnion_put: () =>
      sdk.spreadRecordUnionPut(api, { body: { flag: true, prop1: 'abc', prop2: 43.125 } }),
    SpreadRecordNonDiscriminatedUnion_get: () =>
      gives(sdk.spreadRecordNonDiscriminatedUnionGet(api), {
        name: 'abc',
        prop1: { kind: 'kind0', fooProp: 'abc' },
        prop2: { kind: 'kind1', start: '2021-01-01T00:00:00Z', end: '2021-01-02T00:00:00Z' },
      }),
    SpreadRecordNonDiscriminatedUnion_put: () =>
      sdk.spreadRecordNonDiscriminatedUnionPut(api, {
        body: {
          name: 'abc',
          prop1: { kind: 'kind0', fooProp: 'abc' },
          prop2: { kind: 'kind1', start: '2021-01-01T00:00:00Z', end: '2021-01-02T00:00:00Z' },
        },
      }),
    SpreadRecordNonDiscriminatedUnion2_get: () =>
      gives(sdk.spreadRecordNonDiscriminatedUnion2Get(api), {
        name: 'abc',
        prop1: { kind: 'kind1', start: '2021-01-01T00:00:00Z' },
        prop2: { kind: 'kind1', start: '2021-01-01T00:00:00Z', end: '2021-01-02T00:00:00Z' },
      }),
    SpreadRecordNonDiscriminatedUnion2_put: () =>
      sdk.spreadRecordNonDiscriminatedUnion2Put(api, {
        body: {
          name: 'abc',
          prop1: { kind: 'kind1', start: '2021-01-01T00:00:00Z' },
          prop2: { kind: 'kind1', start: '2021-01-01T00:00:00Z', end: '2021-01-02T00:00:00Z' },
        },
      }),
    SpreadRecordNonDiscriminatedUnion3_get: () =>
      gives(sdk.spreadRecordNonDiscriminatedUnion3Get(api), {
        name: 'abc',
        prop1: [
          { kind: 'kind1', start: '2021-01-01T00:00:00Z' },
          { kind: 'kind1', start: '2021-01-01T00:00:00Z' },
        ],
        prop2: { kind: 'kind1', start: '2021-01-01T00:00:00Z', end: '2021-01-02T00:00:00Z' },
      }),
    SpreadRecordNonDiscriminatedUnion3_put: () =>
      sdk.spreadRecordNonDiscriminatedUnion3Put(api, {
        body: {
          name: 'abc',
          prop1: [
            { kind: 'kind1', start: '2021-01-01T00:00:00Z' },
            { kind: 'kind1', start: '2021-01-01T00:00:00Z' },
          ],
          prop2: { kind: 'kind1', start: '2021-01-01T00:00:00Z', end: '2021-01-02T00:00:00Z' },
        },
      }),
  };
});
