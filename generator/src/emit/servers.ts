/**
 * Where the API is: the servers as data of the SDK, and the options that choose among them.
 */

import type { Server, ServerVariable } from '../model.ts';
import { hasChoice, type NamedServers } from '../server-names.ts';
import { docComment, firstSentence, sentence } from './comment.ts';
import type { Emission } from './file.ts';
import { block, typed } from './layout.ts';
import { key, literal } from './text.ts';

/** Members of `sdk`. One plain server is a `baseUrl`: then there is nothing to choose. */
export function serverMembers({ api, names }: Emission): string[] {
  const { root, own } = names.servers;
  const groups = [...own].map(([name, servers]) => `${key(name)}: ${tableText(servers, '    ')}`);
  return [
    ...(hasChoice(root) ? [`servers: ${tableText(root, '  ')}`] : []),
    ...(!hasChoice(root) && api.baseUrl !== undefined ? [`baseUrl: ${literal(api.baseUrl)}`] : []),
    ...(groups.length > 0 ? [`ownServers: ${block('{', groups, '}', '  ')}`] : []),
  ];
}

export interface ServerMembers {
  /** What is the same whichever server is chosen. */
  readonly shared: readonly string[];
  /** The rest: in one shape or, where servers differ in their variables, in several. */
  readonly shapes: readonly (readonly string[])[];
}

/** Members of the options. */
export function serverOptions({ names }: Emission): ServerMembers {
  const { root, own } = names.servers;
  const others = [...own.values()].flatMap((group) => [...group.values()]);
  const shared = own.size === 0 ? [] : [baseUrlsMember([...own.keys()])];
  if (!hasChoice(root)) return { shared: [...variablesMember(others), ...shared], shapes: [] };
  const [usual] = root.keys();
  const byVariables = Map.groupBy(root, ([, server]) => variablesMember([server, ...others]).join());
  const shapes = [...byVariables].map(([variables, group]) => [
    ...(root.size === 1
      ? []
      : [
          serverMember(
            group,
            group.some(([name]) => name === usual),
          ),
        ]),
    ...(variables === '' ? [] : [variables]),
  ]);
  return { shared, shapes: shapes.filter((members) => members.length > 0) };
}

function tableText(servers: NamedServers, indent: string): string {
  return block(
    '{',
    [...servers].map(([name, server]) => `${key(name)}: ${serverText(server, `${indent}  `)}`),
    '}',
    indent,
  );
}

function serverText({ url, variables }: Server, indent: string): string {
  if (variables.length === 0) return literal(url);
  const deeper = `${indent}  `;
  const table = variables.map((variable) => `${key(variable.name)}: ${variableText(variable)}`);
  return block('{', [`url: ${literal(url)}`, `variables: ${block('{', table, '}', deeper)}`], '}', indent);
}

function variableText({ usual, values }: ServerVariable): string {
  const members = [
    ...(usual === undefined ? [] : [`default: ${literal(usual)}`]),
    ...(values.length === 0 ? [] : [`enum: [${values.map(literal).join(', ')}]`]),
  ];
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function serverMember(servers: readonly (readonly [string, Server])[], isOptional: boolean): string {
  const lines = servers.map(([name, { url, description }]) => {
    const about = [sentence(firstSentence(description)), code(url)].filter(Boolean).join(' ');
    return servers.length === 1 ? about : `- ${code(name)}: ${about}`;
  });
  const type = servers.map(([name]) => literal(name)).join(' | ');
  const before = `  readonly server${isOptional ? '?' : ''}:`;
  return docComment({ paragraphs: [lines.join('\n')] }, '  ') + typed(before, type, ';', '  ');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', '')}\``;
}

function variablesMember(servers: readonly Server[]): string[] {
  const byName = new Map(servers.flatMap(({ variables }) => variables).map((each) => [each.name, each]));
  if (byName.size === 0) return [];
  const members = [...byName.values()].map(({ name, description, usual, values }) => {
    const hint = usual === undefined ? 'It has no default.' : usual === '' ? '' : `Default ${code(usual)}.`;
    const about = [sentence(firstSentence(description)), hint].filter(Boolean).join(' ');
    const type = values.length === 0 ? 'string' : values.map(literal).join(' | ');
    return `${docComment({ paragraphs: [about] }, '    ')}${typed(`    readonly ${key(name)}?:`, type, ';', '    ')}\n`;
  });
  const doc = docComment({ paragraphs: ['What the URL of the server leaves open.'] }, '  ');
  return [`${doc}  readonly variables?: {\n${members.join('')}  };`];
}

function baseUrlsMember(names: readonly string[]): string {
  const doc = docComment(
    {
      paragraphs: [
        'Absolute URLs instead of the servers that single operations have for themselves. Left out: `baseUrl` where that is given, else what the spec says.',
      ],
    },
    '  ',
  );
  const members = names.map((name) => `    readonly ${key(name)}?: string;\n`);
  return `${doc}  readonly baseUrls?: {\n${members.join('')}  };`;
}
