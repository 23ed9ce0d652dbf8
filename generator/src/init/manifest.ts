/**
 * package.json with what an SDK needs. What is there already stays as it is, and so does its indentation.
 */

import { isNode, type Node, nodeOf, own } from '../node.ts';

export interface NewManifest {
  readonly text: string;
  /** `dependencies.breakwater`, for each that is new. */
  readonly added: readonly string[];
  /** The script that has our name and does something else. */
  readonly foreignScript: string | undefined;
}

const script = 'generate:api';
const command = 'breakwater generate';

/** `version`: of the generator, and of the runtime that goes with it. */
export function extended(text: string, manifest: Node, version: string): NewManifest {
  const isKnown = (name: string) =>
    ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'].some(
      (group) => own(manifest[group], name) !== undefined,
    );
  const wanted = [
    {
      group: 'scripts',
      name: script,
      value: command,
      isThere: own(manifest['scripts'], script) !== undefined,
    },
    { group: 'dependencies', name: 'breakwater', value: `^${version}`, isThere: isKnown('breakwater') },
    {
      group: 'devDependencies',
      name: '@breakwater/generator',
      value: `^${version}`,
      isThere: isKnown('@breakwater/generator'),
    },
  ];
  const missing = wanted.filter((each) => !each.isThere);
  const result = missing.reduce(
    (made, { group, name, value }) => withMember(made, group, name, value),
    manifest,
  );
  const existing = own(manifest['scripts'], script);
  return {
    text: missing.length === 0 ? text : written(result, text),
    added: missing.map(({ group, name }) => `${group}.${name}`),
    foreignScript: existing === undefined || existing === command ? undefined : String(existing),
  };
}

/** Dependencies in the order package managers keep them; scripts as somebody has put them. */
function withMember(manifest: Node, group: string, name: string, value: string): Node {
  const members = [
    ...Object.entries(isNode(manifest[group]) ? nodeOf(manifest[group]) : {}),
    [name, value] as const,
  ];
  const ordered = group === 'scripts' ? members : members.sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...manifest, [group]: Object.fromEntries(ordered) };
}

function written(manifest: Node, like: string): string {
  const indent = /^[ \t]+(?=")/m.exec(like)?.[0] ?? '  ';
  return JSON.stringify(manifest, undefined, indent) + (like.endsWith('\n') ? '\n' : '');
}
