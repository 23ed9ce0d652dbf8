/**
 * `index.ts`: everything a user imports, by name, so that no two exports can ever get in each other's way.
 */

import type { Resource } from '../model.ts';
import { type Emission, sibling, sourceFile } from './file.ts';
import { compare } from './imports.ts';
import { group } from './layout.ts';
import { typesOfOperation, valuesOfOperation } from './resource.ts';
import { literal } from './text.ts';

export function emitIndex(emission: Emission): string {
  const { api, names, runtime } = emission;
  const from = (name: string) => literal(sibling(name, emission));
  const namespaces = api.resources.map(({ tag }) => {
    const resource = names.resources.get(tag);
    return `export * as ${resource?.namespace} from ${from(resource?.file ?? '')};\n`;
  });
  return sourceFile(
    emission,
    '',
    `export { apiKey, basic, bearer, oauth2 } from ${literal(runtime)};
export { type Api, apiOf, createClient, useClient } from ${from('api')};
export { type ApiOptions, createBareClient, sdk } from ${from('client')};
export { type Resource, resources, ttl } from ${from('resources')};
export type * from ${from('schemas')};
${api.securitySchemes.length > 0 ? `export { type AuthOptions, securitySchemes } from ${from('security')};\n` : ''}export type { components, operations, paths } from ${from('types')};
`,
    namespaces.join(''),
    api.resources.flatMap((resource) => emitTag(resource, emission)).join(''),
  );
}

function emitTag({ tag }: Resource, emission: Emission): string[] {
  const { api, names } = emission;
  const resource = names.resources.get(tag);
  const module = literal(sibling(resource?.file ?? '', emission));
  const operations = api.operations.filter((operation) => operation.tag === tag);
  const functions = operations.map((operation) => {
    const { short, flat } = names.operations.get(operation) ?? { short: '', flat: '' };
    return short === flat ? flat : `${short} as ${flat}`;
  });
  const values = operations.flatMap((operation) => valuesOfOperation(operation, emission));
  const types = operations.flatMap((operation) => typesOfOperation(operation, emission));
  return [
    `${group('export {', [...functions, ...values].sort(compare), `} from ${module};`)}\n`,
    `${group('export type {', [resource?.endpoints ?? '', ...types].sort(compare), `} from ${module};`)}\n`,
  ];
}
