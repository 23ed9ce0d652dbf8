import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/type/scalar/index.ts';

export default driver('Type_Scalar', (server) => {
  const api = sdk.createBareClient(server);
  return {
    String_get: () => gives(sdk.stringGet(api), 'test'),
    String_put: () => sdk.stringPut(api, { body: 'test' }),
    Boolean_get: () => gives(sdk.booleanGet(api), true),
    Boolean_put: () => sdk.booleanPut(api, { body: true }),
    Unknown_get: () => gives(sdk.unknownGet(api), 'test'),
    Unknown_put: () => sdk.unknownPut(api, { body: 'test' }),
    DecimalType_responseBody: () => gives(sdk.decimalTypeResponseBody(api), 0.33333),
    Decimal128Type_responseBody: () => gives(sdk.decimal128TypeResponseBody(api), 0.33333),
    DecimalType_requestBody: () => sdk.decimalTypeRequestBody(api, { body: 0.33333 }),
    Decimal128Type_requestBody: () => sdk.decimal128TypeRequestBody(api, { body: 0.33333 }),
    DecimalType_requestParameter: () => sdk.decimalTypeRequestParameter(api, { value: 0.33333 }),
    Decimal128Type_requestParameter: () => sdk.decimal128TypeRequestParameter(api, { value: 0.33333 }),
    DecimalVerify_prepareVerify: () => gives(sdk.decimalVerifyPrepareVerify(api), [0.1, 0.1, 0.1]),
    Decimal128Verify_prepareVerify: () => gives(sdk.decimal128VerifyPrepareVerify(api), [0.1, 0.1, 0.1]),
    DecimalVerify_verify: () => sdk.decimalVerifyVerify(api, { body: 0.3 }),
    Decimal128Verify_verify: () => sdk.decimal128VerifyVerify(api, { body: 0.3 }),
  };
});
