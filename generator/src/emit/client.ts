/**
 * `client.ts`: a client that knows the API but none of its endpoints, so that a bundle carries only the
 * endpoints somebody imports.
 */

import { kebabCase } from '../words.ts';
import { docComment } from './comment.ts';
import { type Emission, sibling, sourceFile } from './file.ts';
import { Imports } from './imports.ts';
import { securityText } from './security.ts';
import { serverMembers, serverOptions } from './servers.ts';
import { literal } from './text.ts';

/**
 * What makes the options of a client this API's own: its resources, its security schemes, its operations.
 * Said twice, so that no compiler has to find it out of all of them.
 */
function optionsOf(emission: Emission, imports: Imports): string {
  const resource = imports.type(sibling('resources', emission), 'Resource');
  const hasSchemes = emission.api.securitySchemes.length > 0;
  const auth = hasSchemes ? imports.type(sibling('security', emission), 'AuthOptions') : 'never';
  return `<${resource}, ${auth}, keyof ${imports.type(sibling('types', emission), 'operations')}>`;
}

/** An interface where it can be one; with a union where servers differ in what they leave open. */
function emitOptions(base: string, emission: Emission): string {
  const doc = docComment({ paragraphs: [`What a client of ${emission.api.title} takes.`] });
  const { shared, shapes } = serverOptions(emission);
  if (shapes.length < 2) {
    const members = [...shapes.flat(), ...shared];
    if (members.length === 0) return `${doc}export type ApiOptions = ${base};\n`;
    return `${doc}export interface ApiOptions extends ${base} {\n${members.join('\n')}\n}\n`;
  }
  const rest = shared.length === 0 ? '' : ` & {\n${shared.join('\n')}\n}`;
  const union = shapes.map((members) => `  | {\n${members.join('\n').replace(/^(?=.)/gm, '    ')}\n    }`);
  return `${doc}export type ApiOptions = ${base} & ServerChoice${rest};

/** The server, and what its URL leaves open. */
export type ServerChoice =
${union.join('\n')};
`;
}

export function emitClient(emission: Emission): string {
  const { api, runtime } = emission;
  const imports = new Imports();
  for (const name of ['Client', 'ClientOptions', 'Sdk']) imports.type(runtime, name);
  imports.value(runtime, 'createClient', 'createRuntimeClient');
  const resources = sibling('resources', emission);
  imports.value(resources, 'resources');
  imports.value(resources, 'ttl');
  const names = optionsOf(emission, imports);
  const base = `ClientOptions${names}`;
  const security = [
    ...(api.securitySchemes.length > 0
      ? [`  ${imports.value(sibling('security', emission), 'securitySchemes')},`]
      : []),
    ...(api.security === undefined ? [] : [`  ${securityText(api.security)},`]),
  ];
  const servers = serverMembers(emission).map((member) => `  ${member},`);
  const temporal = emission.scalars.dates === 'Temporal' ? ['  needsTemporal: true,'] : [];
  return sourceFile(
    emission,
    imports,
    `/** What the runtime needs to know of the API as a whole. */
export const sdk: Sdk<Resource> = {
${[`  name: ${literal(kebabCase(api.title) || 'api')},`, ...servers, '  resources,', '  ttl,', ...security, ...temporal].join('\n')}
};
`,
    emitOptions(base, emission),
    `/** A client without the grouped face: bundles carry only the endpoints you import. */
export function createBareClient(options: ApiOptions = {}): Client<Resource> {
  return createRuntimeClient${names}(sdk, options);
}
`,
  );
}
