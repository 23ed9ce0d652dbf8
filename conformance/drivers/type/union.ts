import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/type/union/index.ts';

export default driver('Type_Union', (server) => {
  const api = sdk.createBareClient(server);
  return {
    StringsOnly_get: () => gives(sdk.stringsOnlyGet(api), { prop: 'b' }),
    StringsOnly_send: () => sdk.stringsOnlySend(api, { body: { prop: 'b' } }),
    StringExtensible_get: () => gives(sdk.stringExtensibleGet(api), { prop: 'custom' }),
    StringExtensible_send: () => sdk.stringExtensibleSend(api, { body: { prop: 'custom' } }),
    StringExtensibleNamed_get: () => gives(sdk.stringExtensibleNamedGet(api), { prop: 'custom' }),
    StringExtensibleNamed_send: () => sdk.stringExtensibleNamedSend(api, { body: { prop: 'custom' } }),
    IntsOnly_get: () => gives(sdk.intsOnlyGet(api), { prop: 2 }),
    IntsOnly_send: () => sdk.intsOnlySend(api, { body: { prop: 2 } }),
    FloatsOnly_get: () => gives(sdk.floatsOnlyGet(api), { prop: 2.2 }),
    FloatsOnly_send: () => sdk.floatsOnlySend(api, { body: { prop: 2.2 } }),
    ModelsOnly_get: () => gives(sdk.modelsOnlyGet(api), { prop: { name: 'test' } }),
    ModelsOnly_send: () => sdk.modelsOnlySend(api, { body: { prop: { name: 'test' } } }),
    EnumsOnly_get: () => gives(sdk.enumsOnlyGet(api), { prop: { lr: 'right', ud: 'up' } }),
    EnumsOnly_send: () => sdk.enumsOnlySend(api, { body: { prop: { lr: 'right', ud: 'up' } } }),
    StringAndArray_get: () =>
      gives(sdk.stringAndArrayGet(api), { prop: { string: 'test', array: ['test1', 'test2'] } }),
    StringAndArray_send: () =>
      sdk.stringAndArraySend(api, { body: { prop: { string: 'test', array: ['test1', 'test2'] } } }),
    MixedLiterals_get: () =>
      gives(sdk.mixedLiteralsGet(api), {
        prop: { stringLiteral: 'a', intLiteral: 2, floatLiteral: 3.3, booleanLiteral: true },
      }),
    MixedLiterals_send: () =>
      sdk.mixedLiteralsSend(api, {
        body: { prop: { stringLiteral: 'a', intLiteral: 2, floatLiteral: 3.3, booleanLiteral: true } },
      }),
    MixedTypes_get: () =>
      gives(sdk.mixedTypesGet(api), {
        prop: {
          model: { name: 'test' },
          literal: 'a',
          int: 2,
          boolean: true,
          array: [{ name: 'test' }, 'a', 2, true],
        },
      }),
    MixedTypes_send: () =>
      sdk.mixedTypesSend(api, {
        body: {
          prop: {
            model: { name: 'test' },
            literal: 'a',
            int: 2,
            boolean: true,
            array: [{ name: 'test' }, 'a', 2, true],
          },
        },
      }),
  };
});
