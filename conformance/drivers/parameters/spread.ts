import { driver } from '../../scenario.ts';
import * as sdk from '../../sdk/parameters/spread/index.ts';

export default driver('Parameters_Spread', (server) => {
  const api = sdk.createBareClient(server);
  return {
    Model_spreadAsRequestBody: () => sdk.modelSpreadAsRequestBody(api, { body: { name: 'foo' } }),
    Model_spreadCompositeRequestOnlyWithBody: () =>
      sdk.modelSpreadCompositeRequestOnlyWithBody(api, { body: { name: 'foo' } }),
    Model_spreadCompositeRequestWithoutBody: () =>
      sdk.modelSpreadCompositeRequestWithoutBody(api, { name: 'foo', 'test-header': 'bar' }),
    Model_spreadCompositeRequest: () =>
      sdk.modelSpreadCompositeRequest(api, { name: 'foo', 'test-header': 'bar', body: { name: 'foo' } }),
    Model_spreadCompositeRequestMix: () =>
      sdk.modelSpreadCompositeRequestMix(api, { name: 'foo', 'test-header': 'bar', body: { prop: 'foo' } }),
    Alias_spreadAsRequestBody: () => sdk.aliasSpreadAsRequestBody(api, { body: { name: 'foo' } }),
    Alias_spreadAsRequestParameter: () =>
      sdk.aliasSpreadAsRequestParameter(api, { id: '1', 'x-ms-test-header': 'bar', body: { name: 'foo' } }),
    Alias_spreadWithMultipleParameters: () =>
      sdk.aliasSpreadWithMultipleParameters(api, {
        id: '1',
        'x-ms-test-header': 'bar',
        body: {
          requiredString: 'foo',
          optionalInt: 1,
          requiredIntList: [1, 2],
          optionalStringList: ['foo', 'bar'],
        },
      }),
    Alias_spreadParameterWithInnerModel: () =>
      sdk.aliasSpreadParameterWithInnerModel(api, {
        id: '1',
        'x-ms-test-header': 'bar',
        body: { name: 'foo' },
      }),
    Alias_spreadParameterWithInnerAlias: () =>
      sdk.aliasSpreadParameterWithInnerAlias(api, {
        id: '1',
        'x-ms-test-header': 'bar',
        body: { name: 'foo', age: 1 },
      }),
  };
});
