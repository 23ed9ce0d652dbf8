import { driver, gives } from '../../../scenario.ts';
import * as sdk from '../../../sdk/type/union/discriminated/index.ts';

export default driver('Type_Union_Discriminated', (server) => {
  const api = sdk.createBareClient(server);
  return {
    Envelope_Object_Default_get: () =>
      gives(sdk.defaultGet(api), { kind: 'cat', value: { name: 'Whiskers', meow: true } }),
    Envelope_Object_Default_put: () =>
      gives(sdk.defaultPut(api, { body: { kind: 'cat', value: { name: 'Whiskers', meow: true } } }), {
        kind: 'cat',
        value: { name: 'Whiskers', meow: true },
      }),
    Envelope_Object_CustomProperties_get: () =>
      gives(sdk.customPropertiesGet(api), { petType: 'cat', petData: { name: 'Whiskers', meow: true } }),
    Envelope_Object_CustomProperties_put: () =>
      gives(
        sdk.customPropertiesPut(api, { body: { petType: 'cat', petData: { name: 'Whiskers', meow: true } } }),
        { petType: 'cat', petData: { name: 'Whiskers', meow: true } },
      ),
    NoEnvelope_Default_get: () => gives(sdk.defaultGet2(api), { kind: 'cat', name: 'Whiskers', meow: true }),
    NoEnvelope_Default_put: () =>
      gives(sdk.defaultPut2(api, { body: { kind: 'cat', name: 'Whiskers', meow: true } }), {
        kind: 'cat',
        name: 'Whiskers',
        meow: true,
      }),
    NoEnvelope_CustomDiscriminator_get: () =>
      gives(sdk.customDiscriminatorGet(api), { type: 'cat', name: 'Whiskers', meow: true }),
    NoEnvelope_CustomDiscriminator_put: () =>
      gives(sdk.customDiscriminatorPut(api, { body: { type: 'cat', name: 'Whiskers', meow: true } }), {
        type: 'cat',
        name: 'Whiskers',
        meow: true,
      }),
  };
});
