/**
 * `api.ts`: the grouped face, `api.portfolio.get(…)`, over the same functions. It imports every tag.
 */

import { docComment, firstSentence, sentence } from './comment.ts';
import { type Emission, sibling, sourceFile } from './file.ts';
import { Imports } from './imports.ts';
import { block, group } from './layout.ts';

/** What the file says of its own. */
const locals = new Set([
  ...[
    'Api',
    'ApiOptions',
    'Client',
    'HttpClient',
    'OptionsSource',
    'Promise',
    'Resource',
    'apiOf',
    'bind',
    'client',
    'createBareClient',
  ],
  ...['createClient', 'explainer', 'httpClient', 'options', 'paths', 'sdk', 'useClient', 'useSingleton'],
]);

export function emitApi(emission: Emission): string {
  const imports = new Imports();
  for (const name of ['Client', 'HttpClient', 'OptionsSource']) imports.type(emission.runtime, name);
  imports.value(emission.runtime, 'httpClient');
  imports.value(emission.runtime, 'useSingleton');
  const client = sibling('client', emission);
  imports.value(client, 'createBareClient');
  imports.value(client, 'sdk');
  imports.type(client, 'ApiOptions');
  imports.type(sibling('resources', emission), 'Resource');
  imports.type(sibling('types', emission), 'paths');
  const groups = groupsOf(emission);
  if (groups.length > 0) for (const name of ['bind', 'explainer']) imports.value(emission.runtime, name);
  for (const each of groups) {
    imports.namespace(each.module, each.local);
    imports.type(each.module, each.endpoints);
  }
  return sourceFile(emission, imports, emitInterface(emission, groups), functions, emitFace(groups));
}

interface Group {
  readonly namespace: string;
  readonly local: string;
  readonly endpoints: string;
  readonly module: string;
  readonly description: string | undefined;
}

function groupsOf(emission: Emission): Group[] {
  const namespaces = new Set([...emission.names.resources.values()].map((names) => names.namespace));
  return emission.api.resources.flatMap(({ tag, description }) => {
    const names = emission.names.resources.get(tag);
    if (!names) return [];
    const { namespace, endpoints, file } = names;
    const local = [namespace, `${namespace}Module`, `${namespace}Endpoints`].find((name, index) => {
      return !locals.has(name) && (index === 0 || !namespaces.has(name));
    });
    return [
      { namespace, endpoints, local: local ?? namespace, module: sibling(file, emission), description },
    ];
  });
}

function emitInterface({ api }: Emission, groups: readonly Group[]): string {
  const members = groups.map(({ namespace, endpoints, description }) => {
    const doc = docComment({ paragraphs: [sentence(firstSentence(description))] }, '  ');
    return `${doc}  readonly ${namespace}: ${endpoints};\n`;
  });
  return `${docComment({ paragraphs: [`${api.title}: a client with every endpoint on it, grouped by resource.`] })}export interface Api extends Client<Resource> {
  /** openapi-fetch's client, typed by path, through the same pipeline. */
  readonly http: HttpClient<paths>;
${members.join('')}}
`;
}

const functions = `/** A client with every endpoint on it. To bundle only some, see \`createBareClient\`. */
export function createClient(options: ApiOptions = {}): Api {
  return apiOf(createBareClient(options));
}

/**
 * The client this process shares: made once, by whoever comes first, and the same for everybody after.
 * Options, or what makes them, count on the first call only.
 */
export async function useClient(options?: OptionsSource<ApiOptions>): Promise<Api> {
  return apiOf(await useSingleton(sdk, options, createBareClient));
}
`;

function emitFace(groups: readonly Group[]): string {
  const operations = group(
    'http: httpClient<paths>(client, [',
    groups.map(({ local }) => `...${local}.operations`),
    '])',
    '    ',
  );
  const members = groups.map(({ namespace, local }) => `${namespace}: bind(client, ${local})`);
  const modules = groups.map(({ namespace, local }) =>
    namespace === local ? local : `${namespace}: ${local}`,
  );
  const explain = groups.length === 0 ? [] : [group('explain: explainer(client, {', modules, '})', '    ')];
  return `/** The endpoints on a client that is there already: one for tests, say. */
export function apiOf(client: Client<Resource>): Api {
  return ${block('{', ['...client', operations, ...explain, ...members], '};', '  ')}
}
`;
}
