/**
 * `client.ts`: a client that knows the API but none of its endpoints, so that a bundle carries only the
 * endpoints somebody imports.
 */

import { kebabCase } from '../words.ts';
import { type Emission, sibling, sourceFile } from './file.ts';
import { Imports } from './imports.ts';
import { securityText } from './security.ts';
import { literal } from './text.ts';

/** What makes the options of a client this API's own: its resources and, where it has any, its security schemes. */
export function optionsOf(emission: Emission, imports: Imports): string {
  const resource = imports.type(sibling('resources', emission), 'Resource');
  if (emission.api.securitySchemes.length === 0) return `<${resource}>`;
  return `<${resource}, ${imports.type(sibling('security', emission), 'AuthOptions')}>`;
}

export function emitClient(emission: Emission): string {
  const { api, runtime } = emission;
  const imports = new Imports();
  for (const name of ['Client', 'ClientOptions', 'Sdk']) imports.type(runtime, name);
  imports.value(runtime, 'createClient', 'createRuntimeClient');
  const resources = sibling('resources', emission);
  imports.value(resources, 'resources');
  imports.value(resources, 'ttl');
  const options = optionsOf(emission, imports);
  const security = [
    ...(api.securitySchemes.length > 0
      ? [`  ${imports.value(sibling('security', emission), 'securitySchemes')},`]
      : []),
    ...(api.security === undefined ? [] : [`  ${securityText(api.security)},`]),
  ];
  const baseUrl = api.baseUrl === undefined ? [] : [`  baseUrl: ${literal(api.baseUrl)},`];
  const temporal = emission.scalars.dates === 'Temporal' ? ['  needsTemporal: true,'] : [];
  return sourceFile(
    emission,
    imports,
    `/** What the runtime needs to know of the API as a whole. */
export const sdk: Sdk<Resource> = {
${[`  name: ${literal(kebabCase(api.title) || 'api')},`, ...baseUrl, '  resources,', '  ttl,', ...security, ...temporal].join('\n')}
};
`,
    `/** A client without the grouped face: bundles carry only the endpoints you import. */
export function createBareClient(options: ClientOptions${options} = {}): Client<Resource> {
  return createRuntimeClient(sdk, options);
}
`,
  );
}
