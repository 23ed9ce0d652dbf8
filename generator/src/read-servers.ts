/**
 * Where an API is. A server's URL may be relative to wherever the document came from: that is known of a
 * document of the web, and of no other.
 */

import { isRemote, type Location } from './location.ts';
import type { Server, ServerVariable } from './model.ts';
import { listOf, type Node, nodeOf, textOf } from './node.ts';
import { remove, set } from './overlay/repair.ts';
import { at } from './pointer.ts';
import type { Findings } from './problem.ts';

/** @param from Where the document came from. */
export function readServers(owner: Node, pointer: string, from: Location, findings: Findings): Server[] {
  const servers = listOf(owner.servers).flatMap((value, index) =>
    readServer(nodeOf(value), at(pointer, 'servers', index), from, findings),
  );
  // Two of one URL are one.
  return servers.filter((server, index) => index === servers.findIndex((each) => isSame([each], [server])));
}

/** Whether two lists offer the same; how their servers are called and described is no difference. */
export function isSame(some: readonly Server[], others: readonly Server[]): boolean {
  const places = (servers: readonly Server[]) =>
    JSON.stringify(servers.map(({ url, variables }) => [url, variables]));
  return places(some) === places(others);
}

/** The URL with its variables at their defaults; `undefined` where that is no absolute one. */
export function usualUrl({ url, variables }: Server): string | undefined {
  const defaults = new Map(variables.map(({ name, usual }) => [name, usual]));
  const filled = url.replace(placeholder, (whole, name: string) => defaults.get(name) ?? whole);
  const isAbsolute = /^https?:\/\/[^{}]+$/i.test(filled) && URL.canParse(filled);
  return isAbsolute ? withoutSlash(filled) : undefined;
}

/** RFC 6570 writes variables the same way, and no URL may hold a brace: RFC 3986 §2. */
const placeholder = /\{([^{}]*)\}/g;

function readServer(node: Node, pointer: string, from: Location, findings: Findings): Server[] {
  const written = typeof node.url === 'string' ? node.url.trim() : undefined;
  const skip = (what: string, mend: string): Server[] => {
    findings.skipped(pointer, what, mend, { repair: remove(pointer) });
    return [];
  };
  if (written === undefined) return skip('The server has no `url`.', 'Give it one.');
  const [plain = '', ...extra] = written.split(/[?#]/);
  if (extra.length > 0) {
    const what = 'The URL of a server has no query and no fragment: what follows the path is left out.';
    findings.repaired(at(pointer, 'url'), what, `Write ${plain}.`, { repair: set(pointer, 'url', plain) });
  }
  const names = [...plain.matchAll(placeholder)].map(([, name = '']) => name);
  const variables = [...new Set(names)].map((name) => readVariable(name, node, pointer, findings));
  const url = withoutSlash(isRemote(from) ? resolved(plain, from) : plain);
  const { scheme, userinfo } = /^(?<scheme>[^/?#]*:)?\/\/(?<userinfo>[^/]*@)?/.exec(url)?.groups ?? {};
  if (scheme !== undefined && !/^(https?|.*\}):$/i.test(scheme))
    return skip(`The server ${url} does not speak HTTP.`, 'Name one that does, or remove it.');
  if (userinfo !== undefined)
    return skip('The URL of the server holds a user or a password.', 'Declare a security scheme instead.');
  const example = url.replace(
    placeholder,
    (_, name: string) => variables.find((each) => each.name === name)?.usual || '1',
  );
  if (/[\s\p{Cc}{}]/u.test(url.replace(placeholder, '')) || (scheme !== undefined && !URL.canParse(example)))
    return skip(`The server ${url} is no URL.`, 'Correct it.');
  const name = textOf(node.name) ?? textOf(node['x-speakeasy-server-id']);
  return [{ name, description: textOf(node.description), url, variables }];
}

function readVariable(name: string, server: Node, pointer: string, findings: Findings): ServerVariable {
  const declared = nodeOf(server.variables);
  const place = at(pointer, 'variables', name);
  if (!Object.hasOwn(declared, name)) {
    const what = `{${name}} of the URL is not declared: the user has to say what it is.`;
    findings.repaired(at(pointer, 'url'), what, 'Declare it under `variables`, with a default.');
    return { name, values: [] };
  }
  const node = nodeOf(declared[name]);
  const values = [...new Set(listOf(node.enum).flatMap(plainText))];
  const [usual] = plainText(node.default);
  const described = { name, description: textOf(node.description) };
  if (usual === undefined) {
    const [first] = values;
    const instead = first === undefined ? 'the user has to say what it is' : `it is taken to be ${first}`;
    const what = `The variable ${name} has no default: ${instead}.`;
    const repair = first === undefined ? undefined : set(place, 'default', first);
    findings.repaired(place, what, 'Give it one.', { repair });
    return { ...described, values, ...(first === undefined ? {} : { usual: first }) };
  }
  if (values.length === 0 || values.includes(usual)) return { ...described, usual, values };
  const what = `The default of ${name}, ${usual}, is not among its values: it is taken as one of them.`;
  const all = [usual, ...values];
  findings.repaired(place, what, 'Add it, or correct it.', { repair: set(place, 'enum', all) });
  return { ...described, usual, values: all };
}

/** A port is a number in YAML. */
function plainText(value: unknown): string[] {
  return typeof value === 'string' ? [value] : typeof value === 'number' ? [String(value)] : [];
}

/** RFC 3986 §5.2, with the variables left as they are. */
function resolved(url: string, from: Location): string {
  if (/^([a-z][a-z\d+.-]*:|\{)/i.test(url)) return url;
  const names: string[] = [];
  const marked = url.replace(placeholder, (whole) => `--${names.push(whole) - 1}--`);
  if (!URL.canParse(marked, from)) return url;
  return new URL(marked, from).href.replace(/--(\d+)--/g, (_, index: string) => names[Number(index)] ?? '');
}

function withoutSlash(url: string): string {
  return url.length > 1 ? url.replace(/\/+$/, '') : url;
}
