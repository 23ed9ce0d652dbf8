/** What descriptions of an API are called in most projects. */
const specName = /^(openapi|swagger)([.-].*)?\.(ya?ml|json)$/i;

export function isSpecName(name: string): boolean {
  return specName.test(name);
}
