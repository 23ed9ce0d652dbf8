import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/encode/array/index.ts';

export default driver('Encode_Array_Property', (server) => {
  const api = sdk.createBareClient(server);
  return {
    commaDelimited: () =>
      gives(sdk.propertyCommaDelimited(api, { body: { value: 'blue,red,green' } }), {
        value: 'blue,red,green',
      }),
    spaceDelimited: () =>
      gives(sdk.propertySpaceDelimited(api, { body: { value: 'blue red green' } }), {
        value: 'blue red green',
      }),
    pipeDelimited: () =>
      gives(sdk.propertyPipeDelimited(api, { body: { value: 'blue|red|green' } }), {
        value: 'blue|red|green',
      }),
    newlineDelimited: () =>
      gives(sdk.propertyNewlineDelimited(api, { body: { value: 'blue\nred\ngreen' } }), {
        value: 'blue\nred\ngreen',
      }),
    enumCommaDelimited: () =>
      gives(sdk.propertyEnumCommaDelimited(api, { body: { value: 'blue,red,green' } }), {
        value: 'blue,red,green',
      }),
    enumSpaceDelimited: () =>
      gives(sdk.propertyEnumSpaceDelimited(api, { body: { value: 'blue red green' } }), {
        value: 'blue red green',
      }),
    enumPipeDelimited: () =>
      gives(sdk.propertyEnumPipeDelimited(api, { body: { value: 'blue|red|green' } }), {
        value: 'blue|red|green',
      }),
    enumNewlineDelimited: () =>
      gives(sdk.propertyEnumNewlineDelimited(api, { body: { value: 'blue\nred\ngreen' } }), {
        value: 'blue\nred\ngreen',
      }),
    extensibleEnumCommaDelimited: () =>
      gives(sdk.propertyExtensibleEnumCommaDelimited(api, { body: { value: 'blue,red,green' } }), {
        value: 'blue,red,green',
      }),
    extensibleEnumSpaceDelimited: () =>
      gives(sdk.propertyExtensibleEnumSpaceDelimited(api, { body: { value: 'blue red green' } }), {
        value: 'blue red green',
      }),
    extensibleEnumPipeDelimited: () =>
      gives(sdk.propertyExtensibleEnumPipeDelimited(api, { body: { value: 'blue|red|green' } }), {
        value: 'blue|red|green',
      }),
    extensibleEnumNewlineDelimited: () =>
      gives(sdk.propertyExtensibleEnumNewlineDelimited(api, { body: { value: 'blue\nred\ngreen' } }), {
        value: 'blue\nred\ngreen',
      }),
  };
});
