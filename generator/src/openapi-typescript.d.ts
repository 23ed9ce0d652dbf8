/**
 * What stands behind the front door of `openapi-typescript`, which exports these files and describes the door alone.
 * The door itself loads a linter that nothing here asks: a quarter of a second for every run.
 */

declare module 'openapi-typescript/dist/lib/ts.mjs' {
  export { astToString } from 'openapi-typescript';
}

declare module 'openapi-typescript/dist/lib/utils.mjs' {
  export { resolveRef, scanDiscriminators } from 'openapi-typescript';
}

declare module 'openapi-typescript/dist/transform/index.mjs' {
  export { transformSchema as default } from 'openapi-typescript';
}

declare module 'openapi-typescript/dist/transform/operation-object.mjs' {
  export { injectOperationObject } from 'openapi-typescript';
}
