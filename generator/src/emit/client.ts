/**
 * `client.ts`: a client that knows the API but none of its endpoints, so that a bundle carries only the
 * endpoints somebody imports.
 */

import { kebabCase } from '../words.ts';
import { type Emission, sibling, sourceFile } from './file.ts';
import { Imports } from './imports.ts';
import { literal } from './text.ts';

export function emitClient(emission: Emission): string {
  const { api, runtime } = emission;
  const imports = new Imports();
  for (const name of ['Client', 'ClientOptions', 'Sdk']) imports.type(runtime, name);
  imports.value(runtime, 'createClient', 'createRuntimeClient');
  const resources = sibling('resources', emission);
  imports.type(resources, 'Resource');
  imports.value(resources, 'resources');
  imports.value(resources, 'ttl');
  const baseUrl = api.baseUrl === undefined ? [] : [`  baseUrl: ${literal(api.baseUrl)},`];
  const temporal = emission.scalars.dates === 'Temporal' ? ['  needsTemporal: true,'] : [];
  return sourceFile(
    emission,
    imports,
    `/** What the runtime needs to know of the API as a whole. */
export const sdk: Sdk<Resource> = {
${[`  name: ${literal(kebabCase(api.title) || 'api')},`, ...baseUrl, '  resources,', '  ttl,', ...temporal].join('\n')}
};
`,
    `/** A client without the grouped face: bundles carry only the endpoints you import. */
export function createBareClient(options: ClientOptions<Resource> = {}): Client<Resource> {
  return createRuntimeClient(sdk, options);
}
`,
  );
}
