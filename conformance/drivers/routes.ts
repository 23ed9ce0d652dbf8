import { driver } from '../scenario.ts';
import * as sdk from '../sdk/routes/index.ts';

export default driver('Routes', (server) => {
  const api = sdk.createBareClient(server);
  return {
    InInterface: () => sdk.inInterfaceFixed(api),
    fixed: () => sdk.fixed(api),
    PathParameters_templateOnly: () => sdk.pathParametersTemplateOnly(api, { param: 'a' }),
    PathParameters_explicit: () => sdk.pathParametersExplicit(api, { param: 'a' }),
    PathParameters_annotationOnly: () => sdk.pathParametersAnnotationOnly(api, { param: 'a' }),
    PathParameters_SimpleExpansion_Standard_primitive: () => sdk.standardPrimitive(api, { param: 'a' }),
    PathParameters_SimpleExpansion_Standard_array: () => sdk.standardArray(api, { param: ['a', 'b'] }),
    PathParameters_SimpleExpansion_Standard_record: () => sdk.standardRecord(api, { param: { a: 1, b: 2 } }),
    PathParameters_SimpleExpansion_Explode_primitive: () => sdk.explodePrimitive(api, { param: 'a' }),
    PathParameters_SimpleExpansion_Explode_array: () => sdk.explodeArray(api, { param: ['a', 'b'] }),
    PathParameters_SimpleExpansion_Explode_record: () => sdk.explodeRecord(api, { param: { a: 1, b: 2 } }),
    PathParameters_LabelExpansion_Standard_primitive: () => sdk.standardPrimitive3(api, { param: 'a' }),
    PathParameters_LabelExpansion_Standard_array: () => sdk.standardArray3(api, { param: ['a', 'b'] }),
    PathParameters_LabelExpansion_Standard_record: () => sdk.standardRecord3(api, { param: { a: 1, b: 2 } }),
    PathParameters_LabelExpansion_Explode_primitive: () => sdk.explodePrimitive3(api, { param: 'a' }),
    PathParameters_LabelExpansion_Explode_array: () => sdk.explodeArray3(api, { param: ['a', 'b'] }),
    PathParameters_LabelExpansion_Explode_record: () => sdk.explodeRecord3(api, { param: { a: 1, b: 2 } }),
    PathParameters_MatrixExpansion_Standard_primitive: () => sdk.standardPrimitive4(api, { param: 'a' }),
    PathParameters_MatrixExpansion_Standard_array: () => sdk.standardArray4(api, { param: ['a', 'b'] }),
    PathParameters_MatrixExpansion_Standard_record: () => sdk.standardRecord4(api, { param: { a: 1, b: 2 } }),
    PathParameters_MatrixExpansion_Explode_primitive: () => sdk.explodePrimitive4(api, { param: 'a' }),
    PathParameters_MatrixExpansion_Explode_array: () => sdk.explodeArray4(api, { param: ['a', 'b'] }),
    PathParameters_MatrixExpansion_Explode_record: () => sdk.explodeRecord4(api, { param: { a: 1, b: 2 } }),
    QueryParameters_templateOnly: () => sdk.queryParametersTemplateOnly(api, { param: 'a' }),
    QueryParameters_explicit: () => sdk.queryParametersExplicit(api, { param: 'a' }),
    QueryParameters_annotationOnly: () => sdk.queryParametersAnnotationOnly(api, { param: 'a' }),
    QueryParameters_QueryExpansion_Standard_primitive: () => sdk.standardPrimitive5(api, { param: 'a' }),
    QueryParameters_QueryExpansion_Standard_array: () => sdk.standardArray5(api, { param: ['a', 'b'] }),
    QueryParameters_QueryExpansion_Standard_record: () => sdk.standardRecord5(api, { param: { a: 1, b: 2 } }),
    QueryParameters_QueryExpansion_Explode_primitive: () => sdk.explodePrimitive5(api, { param: 'a' }),
    QueryParameters_QueryExpansion_Explode_array: () => sdk.explodeArray5(api, { param: ['a', 'b'] }),
    QueryParameters_QueryExpansion_Explode_record: () => sdk.explodeRecord5(api, { param: { a: 1, b: 2 } }),
    QueryParameters_QueryExpansion_Explode_model: () =>
      sdk.explodeModel(api, { param: { field: 'status', value: 'active' } }),
  };
});
