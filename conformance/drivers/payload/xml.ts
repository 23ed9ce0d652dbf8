import { driver, fails, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/payload/xml/index.ts';

const foo: sdk.SimpleModel = { name: 'foo', age: 123 };
const bar: sdk.SimpleModel = { name: 'bar', age: 456 };
const colors = ['red', 'green', 'blue'];
const counts = [1, 2];
const gatsby = 'The Great Gatsby';
const fitzgerald = 'F. Scott Fitzgerald';
const datetimes: sdk.ModelWithDatetime = {
  rfc3339: '2022-08-26T18:38:00.000Z',
  rfc7231: 'Fri, 26 Aug 2022 14:38:00 GMT',
};

export default driver('Payload_Xml', (server) => {
  const api = sdk.createBareClient(server);

  const renamedProperty: sdk.ModelWithRenamedProperty = { title: 'foo', author: 'bar' };
  const renamedFields: sdk.ModelWithRenamedFields = { inputData: foo, outputData: bar };
  const nested: sdk.ModelWithNestedModel = { nested: foo };
  const renamedNested: sdk.ModelWithRenamedNestedModel = { author: { name: 'foo' } };
  const unwrapped: sdk.ModelWithUnwrappedArray = { colors, counts };
  const tags: sdk.ModelWithWrappedPrimitiveCustomItemNames = { tags: ['fiction', 'classic'] };
  const models: sdk.ModelWithUnwrappedModelArray = { items: [foo, bar] };
  const books: sdk.ModelWithRenamedWrappedAndItemModelArray = {
    books: [{ title: gatsby }, { title: 'Les Miserables' }],
  };
  const attributes: sdk.ModelWithAttributes = { id1: 123, id2: 'foo', enabled: true };
  const renamedAttribute: sdk.ModelWithRenamedAttribute = { id: 123, title: gatsby, author: fitzgerald };
  const namespace: sdk.ModelWithNamespace = { id: 123, title: gatsby };
  const optional: sdk.ModelWithOptionalField = { item: 'widget' };
  const dictionary: sdk.ModelWithDictionary = { metadata: { Color: 'blue', Count: '123', Enabled: 'false' } };
  const encodedNames: sdk.ModelWithEncodedNames = { modelData: foo, colors };

  return {
    SimpleModelValue_get: () => gives(sdk.simpleModelValueGet(api), foo),
    SimpleModelValue_put: () => sdk.simpleModelValuePut(api, { body: foo }),
    ModelWithRenamedPropertyValue_get: () =>
      gives(sdk.modelWithRenamedPropertyValueGet(api), renamedProperty),
    ModelWithRenamedPropertyValue_put: () =>
      sdk.modelWithRenamedPropertyValuePut(api, { body: renamedProperty }),
    ModelWithRenamedFieldsValue_get: () => gives(sdk.modelWithRenamedFieldsValueGet(api), renamedFields),
    ModelWithRenamedFieldsValue_put: () => sdk.modelWithRenamedFieldsValuePut(api, { body: renamedFields }),
    ModelWithNestedModelValue_get: () => gives(sdk.modelWithNestedModelValueGet(api), nested),
    ModelWithNestedModelValue_put: () => sdk.modelWithNestedModelValuePut(api, { body: nested }),
    ModelWithRenamedNestedModelValue_get: () =>
      gives(sdk.modelWithRenamedNestedModelValueGet(api), renamedNested),
    ModelWithRenamedNestedModelValue_put: () =>
      sdk.modelWithRenamedNestedModelValuePut(api, { body: renamedNested }),
    ModelWithUnwrappedArrayValue_get: () => gives(sdk.modelWithUnwrappedArrayValueGet(api), unwrapped),
    ModelWithUnwrappedArrayValue_put: () => sdk.modelWithUnwrappedArrayValuePut(api, { body: unwrapped }),
    ModelWithRenamedArraysValue_get: () => gives(sdk.modelWithRenamedArraysValueGet(api), unwrapped),
    ModelWithRenamedArraysValue_put: () => sdk.modelWithRenamedArraysValuePut(api, { body: unwrapped }),
    ModelWithWrappedPrimitiveCustomItemNamesValue_get: () =>
      gives(sdk.modelWithWrappedPrimitiveCustomItemNamesValueGet(api), tags),
    ModelWithWrappedPrimitiveCustomItemNamesValue_put: () =>
      sdk.modelWithWrappedPrimitiveCustomItemNamesValuePut(api, { body: tags }),
    ModelWithUnwrappedModelArrayValue_get: () => gives(sdk.modelWithUnwrappedModelArrayValueGet(api), models),
    ModelWithUnwrappedModelArrayValue_put: () =>
      sdk.modelWithUnwrappedModelArrayValuePut(api, { body: models }),
    ModelWithRenamedWrappedModelArrayValue_get: () =>
      gives(sdk.modelWithRenamedWrappedModelArrayValueGet(api), models),
    ModelWithRenamedWrappedModelArrayValue_put: () =>
      sdk.modelWithRenamedWrappedModelArrayValuePut(api, { body: models }),
    ModelWithRenamedUnwrappedModelArrayValue_get: () =>
      gives(sdk.modelWithRenamedUnwrappedModelArrayValueGet(api), models),
    ModelWithRenamedUnwrappedModelArrayValue_put: () =>
      sdk.modelWithRenamedUnwrappedModelArrayValuePut(api, { body: models }),
    ModelWithRenamedWrappedAndItemModelArrayValue_get: () =>
      gives(sdk.modelWithRenamedWrappedAndItemModelArrayValueGet(api), books),
    ModelWithRenamedWrappedAndItemModelArrayValue_put: () =>
      sdk.modelWithRenamedWrappedAndItemModelArrayValuePut(api, { body: books }),
    ModelWithAttributesValue_get: () => gives(sdk.modelWithAttributesValueGet(api), attributes),
    ModelWithAttributesValue_put: () => sdk.modelWithAttributesValuePut(api, { body: attributes }),
    ModelWithRenamedAttributeValue_get: () =>
      gives(sdk.modelWithRenamedAttributeValueGet(api), renamedAttribute),
    ModelWithRenamedAttributeValue_put: () =>
      sdk.modelWithRenamedAttributeValuePut(api, { body: renamedAttribute }),
    ModelWithNamespaceValue_get: () => gives(sdk.modelWithNamespaceValueGet(api), namespace),
    ModelWithNamespaceValue_put: () => sdk.modelWithNamespaceValuePut(api, { body: namespace }),
    ModelWithNamespaceOnPropertiesValue_get: () =>
      gives(sdk.modelWithNamespaceOnPropertiesValueGet(api), renamedAttribute),
    ModelWithNamespaceOnPropertiesValue_put: () =>
      sdk.modelWithNamespaceOnPropertiesValuePut(api, { body: renamedAttribute }),
    ModelWithOptionalFieldValue_get: () => gives(sdk.modelWithOptionalFieldValueGet(api), optional),
    ModelWithOptionalFieldValue_put: () => sdk.modelWithOptionalFieldValuePut(api, { body: optional }),
    ModelWithDictionaryValue_get: () => gives(sdk.modelWithDictionaryValueGet(api), dictionary),
    ModelWithDictionaryValue_put: () => sdk.modelWithDictionaryValuePut(api, { body: dictionary }),
    ModelWithEncodedNamesValue_get: () => gives(sdk.modelWithEncodedNamesValueGet(api), encodedNames),
    ModelWithEncodedNamesValue_put: () => sdk.modelWithEncodedNamesValuePut(api, { body: encodedNames }),
    ModelWithEnumValue_get: () => gives(sdk.modelWithEnumValueGet(api), { status: 'success' }),
    ModelWithEnumValue_put: () => sdk.modelWithEnumValuePut(api, { body: { status: 'success' } }),
    ModelWithDatetimeValue_get: () => gives(sdk.modelWithDatetimeValueGet(api), datetimes),
    ModelWithDatetimeValue_put: () => sdk.modelWithDatetimeValuePut(api, { body: datetimes }),
    XmlErrorValue_get: () =>
      fails(sdk.xmlErrorValueGet(api), 400, { message: 'Something went wrong', code: 400 }),
  };
});
