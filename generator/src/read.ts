/**
 * A document into the model. Tolerant: what cannot be used is repaired or left out, as little of it as
 * possible, and each time somebody is told where and how to mend it.
 */

import { methods } from './grammar.ts';
import type { Location } from './location.ts';
import type { Api, Body, Operation, Resource, Schema, Server } from './model.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf, own, textOf } from './node.ts';
import { remove, set } from './overlay/repair.ts';
import { type PaginationOverrides, withPagination } from './pagination/settle.ts';
import { at } from './pointer.ts';
import type { Findings } from './problem.ts';
import { readBody } from './read-body.ts';
import { type Context, resolved } from './read-context.ts';
import { readReplies } from './read-messages.ts';
import { readParameters } from './read-parameters.ts';
import { readSecurity, readSecuritySchemes, statedOnce } from './read-security.ts';
import { isSame, readServers, usualUrl } from './read-servers.ts';
import { objectMembers } from './reserved.ts';

/**
 * @param document Canonical: see references.ts.
 * @param from Where it came from.
 * @param pagination What the config says of it.
 */
export function read(
  document: Node,
  findings: Findings,
  from: Location = '',
  pagination?: PaginationOverrides,
): Api {
  const servers = readServers(document, '#', from, findings);
  const context: PathContext = { document, findings, from, servers };
  const security = readSecurity(document, '#', document, findings);
  const operations = statedOnce(
    entriesOf(document.paths).flatMap(([path, item]) => readPath(path, nodeOf(item), context)),
    security,
  );
  reportDuplicates(operations, findings);
  const api = {
    title: textOf(nodeOf(document.info).title) ?? 'API',
    baseUrl: servers[0] && usualUrl(servers[0]),
    servers,
    resources: readResources(document, operations, findings),
    operations,
    schemas: readSchemas(document),
    securitySchemes: readSecuritySchemes(document, findings),
    security,
  };
  return withPagination(api, document, findings, pagination);
}

function reportDuplicates(operations: readonly Operation[], findings: Findings): void {
  for (const [operationId, group] of Map.groupBy(operations, (operation) => operation.operationId)) {
    if (operationId === undefined || group.length === 1) continue;
    const what = `${group.length} operations have the operationId ${operationId}: each is named by its tag, or by its method and path.`;
    for (const { pointer } of group)
      findings.repaired(at(pointer, 'operationId'), what, 'Give each its own.', {
        repair: { kind: 'name', pointer },
      });
  }
}

interface PathContext extends Context {
  readonly from: Location;
  /** What an operation has that names no servers. */
  readonly servers: readonly Server[];
}

function readPath(path: string, item: Node, context: PathContext): Operation[] {
  const pointer = at('#/paths', path);
  if (!path.startsWith('/')) {
    context.findings.skipped(
      pointer,
      `The path ${path} does not begin with a slash.`,
      `Write it as /${path}.`,
      { repair: remove(pointer) },
    );
    return [];
  }
  const present = methods.filter((method) => isNode(own(item, method)));
  return [
    ...present.map((method) => {
      return readOperation(
        { path, method, item, pointer: at(pointer, method) },
        nodeOf(item[method]),
        context,
      );
    }),
    ...readAdditional(path, item, context),
  ];
}

/** OpenAPI 3.2's `additionalOperations`, by method as it is sent. */
function readAdditional(path: string, item: Node, context: PathContext): Operation[] {
  const pointer = at('#/paths', path, 'additionalOperations');
  return entriesOf(item.additionalOperations).flatMap(([name, node]) => {
    const method = name.toLowerCase();
    const isFree = methods.includes(method) && !isNode(item[method]);
    if (isFree)
      return [readOperation({ path, method, item, pointer: at(pointer, name) }, nodeOf(node), context)];
    const known = methods.map((each) => each.toUpperCase()).join(', ');
    const what = `${name} ${path} is left out: the SDK sends ${known}, each once per path.`;
    const mend = 'Call it without the SDK, or give it another method.';
    context.findings.skipped(at(pointer, name), what, mend, { repair: remove(pointer, name) });
    return [];
  });
}

interface OperationPlace {
  readonly path: string;
  readonly method: string;
  /** The Path Item Object it stands in. */
  readonly item: Node;
  readonly pointer: string;
}

function readOperation(place: OperationPlace, node: Node, context: PathContext): Operation {
  const { path, method, item, pointer } = place;
  const operationId = textOf(node.operationId);
  if (operationId === undefined) {
    const what = 'The operation has no operationId: its name is made of its method and path.';
    const repair = { kind: 'name', pointer } as const;
    context.findings.repaired(pointer, what, 'Give it an operationId.', { repair });
  }
  return {
    pointer,
    method: method.toUpperCase(),
    path,
    operationId,
    tag: tagOf(node, pointer, context),
    ...readInvalidates(node['x-invalidates'], at(pointer, 'x-invalidates'), context.findings),
    summary: textOf(node.summary),
    description: textOf(node.description),
    isDeprecated: node.deprecated === true,
    servers: ownServers(place, node, context),
    security: readSecurity(node, pointer, context.document, context.findings),
    parameters: readParameters(path, node, item, pointer, context),
    body: bodyOf(method, resolved(node.requestBody, context), at(pointer, 'requestBody'), context),
    replies: readReplies(nodeOf(node.responses), method, at(pointer, 'responses'), context),
  };
}

/** RFC 9110 §9.3.1, §9.3.2, §9.3.8: a body means nothing to these, and `fetch` sends none. */
function bodyOf(method: string, node: Node, pointer: string, context: Context): Body | undefined {
  if (!/^(?:get|head|trace)$/i.test(method) || Object.keys(node).length === 0)
    return readBody(node, pointer, context);
  const what = `A ${method.toUpperCase()} is sent without a body, so this one is left out.`;
  context.findings.skipped(pointer, what, 'Use POST or QUERY, or say it in parameters.', {
    repair: remove(pointer),
  });
  return undefined;
}

/** Those of the operation, else those of its path; `undefined` where they are the API's. */
function ownServers(
  { path, item, pointer }: OperationPlace,
  node: Node,
  { findings, from, servers }: PathContext,
): readonly Server[] | undefined {
  const [owner, place] = listOf(node.servers).length > 0 ? [node, pointer] : [item, at('#/paths', path)];
  const own = readServers(owner, place, from, findings);
  return own.length === 0 || isSame(own, servers) ? undefined : own;
}

function tagOf(node: Node, pointer: string, { findings }: Context): string {
  const tags = listOf(node.tags).flatMap((tag) => textOf(tag) ?? []);
  const [written, ...others] = tags;
  const first = written === undefined ? undefined : safeTag(written);
  const repair = set(pointer, 'tags', [first]);
  if (first === undefined) {
    const what = 'The operation has no tag: it is filed under `default`.';
    findings.repaired(pointer, what, 'Give it one tag.', { repair: set(pointer, 'tags', ['default']) });
    return 'default';
  }
  if (others.length > 0) {
    const what = `The operation has ${tags.length} tags: it is filed under the first, ${first}.`;
    findings.repaired(
      at(pointer, 'tags'),
      what,
      'Keep the tag of the resource it belongs to, and drop the others.',
      { repair },
    );
  }
  if (first !== written) {
    const what = `Every object of JavaScript has a \`${written}\`: the tag is called ${first}.`;
    findings.repaired(at(pointer, 'tags'), what, 'Give the tag another name.', { repair });
  }
  return first;
}

/** A tag is a key of the TTL table, which could hold no other key beside a member of every object. */
function safeTag(tag: string): string {
  return objectMembers.has(tag) ? `${tag}-tag` : tag;
}

/** Declared tags first, in their order; then the others by name. */
function readResources(document: Node, operations: readonly Operation[], findings: Findings): Resource[] {
  const used = new Set(operations.map((operation) => operation.tag));
  const declared = listOf(document.tags).flatMap((tag, index) =>
    readTag(nodeOf(tag), at('#/tags', index), findings),
  );
  reportParents(declared, document, findings);
  const byTag = new Map<string, Resource>();
  for (const resource of declared)
    if (used.has(resource.tag) && !byTag.has(resource.tag)) byTag.set(resource.tag, resource);
  for (const tag of [...used].sort()) if (!byTag.has(tag)) byTag.set(tag, { tag });
  return [...byTag.values()];
}

function readTag(node: Node, pointer: string, findings: Findings): Resource[] {
  const written = textOf(node.name);
  if (written === undefined) {
    findings.skipped(pointer, 'A tag has no name.', 'Name it or remove it.', { repair: remove(pointer) });
    return [];
  }
  const parent = textOf(node.parent);
  return [
    {
      tag: safeTag(written),
      description: textOf(node.description) ?? textOf(node.summary),
      ...(parent === undefined ? {} : { parent: safeTag(parent) }),
      ...readTtl(node['x-cache-ttl'], at(pointer, 'x-cache-ttl'), findings),
    },
  ];
}

function readTtl(ttl: unknown, pointer: string, findings: Findings): Pick<Resource, 'ttlSeconds'> {
  if (ttl === undefined) return {};
  if (typeof ttl === 'number' && Number.isFinite(ttl) && ttl >= 0) return { ttlSeconds: ttl };
  const what = `\`x-cache-ttl\` must be a number of seconds, 0 or more; found ${JSON.stringify(ttl)}.`;
  const mend = 'Correct it, or remove it to have the default.';
  findings.skipped(pointer, what, mend, { repair: remove(pointer) });
  return {};
}

/** Resources that a write outdates besides its own: one, or several. */
function readInvalidates(
  given: unknown,
  pointer: string,
  findings: Findings,
): Pick<Operation, 'invalidates'> {
  if (given === undefined) return {};
  const tags = (Array.isArray(given) ? given : [given]).map(textOf);
  if (tags.every((tag) => tag !== undefined)) return { invalidates: [...new Set(tags.map(safeTag))] };
  const what = '`x-invalidates` must be a tag, or a list of tags.';
  const mend = 'Correct it; until then a write outdates its own resource alone.';
  findings.skipped(pointer, what, mend, { repair: remove(pointer) });
  return {};
}

function reportParents(declared: readonly Resource[], document: Node, findings: Findings): void {
  const tags = new Set(declared.map(({ tag }) => tag));
  listOf(document.tags).forEach((node, index) => {
    const parent = textOf(nodeOf(node).parent);
    if (parent === undefined || tags.has(safeTag(parent))) return;
    const what = `The parent of this tag, ${parent}, is no tag.`;
    const pointer = at('#/tags', index, 'parent');
    findings.skipped(pointer, what, 'Declare it, or correct its name.', { repair: remove(pointer) });
  });
}

function readSchemas(document: Node): Schema[] {
  const schemas = entriesOf(nodeOf(document.components).schemas);
  return schemas.map(([name, definition]) => ({ name, definition: nodeOf(definition) }));
}
