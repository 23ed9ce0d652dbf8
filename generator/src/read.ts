/**
 * A document into the model. Tolerant: what cannot be used is repaired or left out, as little of it as
 * possible, and each time somebody is told where and how to mend it.
 */

import { methods } from './grammar.ts';
import type { Api, Operation, Resource, Schema } from './model.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf, textOf } from './node.ts';
import { at } from './pointer.ts';
import type { Findings } from './problem.ts';
import { type Context, resolved } from './read-context.ts';
import { readBody, readReplies } from './read-messages.ts';
import { readParameters } from './read-parameters.ts';
import { objectMembers } from './reserved.ts';

/** The document is canonical: see references.ts. */
export function read(document: Node, findings: Findings): Api {
  const context: Context = { document, findings };
  const operations = entriesOf(document.paths).flatMap(([path, item]) =>
    readPath(path, nodeOf(item), context),
  );
  reportDuplicates(operations, findings);
  return {
    title: textOf(nodeOf(document.info).title) ?? 'API',
    baseUrl: baseUrlOf(document),
    resources: readResources(document, operations, findings),
    operations,
    schemas: readSchemas(document),
  };
}

function reportDuplicates(operations: readonly Operation[], findings: Findings): void {
  for (const [operationId, group] of Map.groupBy(operations, (operation) => operation.operationId)) {
    if (operationId === undefined || group.length === 1) continue;
    const what = `${group.length} operations have the operationId ${operationId}: each is named by its tag, or by its method and path.`;
    for (const { pointer } of group)
      findings.repaired(at(pointer, 'operationId'), what, 'Give each its own.');
  }
}

function readPath(path: string, item: Node, context: Context): Operation[] {
  const pointer = at('#/paths', path);
  if (!path.startsWith('/')) {
    context.findings.skipped(
      pointer,
      `The path ${path} does not begin with a slash.`,
      `Write it as /${path}.`,
    );
    return [];
  }
  const present = Object.keys(item).filter((key) => methods.includes(key) && isNode(item[key]));
  return present.map((method) => readOperation(path, method, item, context));
}

function readOperation(path: string, method: string, item: Node, context: Context): Operation {
  const pointer = at('#/paths', path, method);
  const node = nodeOf(item[method]);
  const operationId = textOf(node.operationId);
  if (operationId === undefined) {
    const what = 'The operation has no operationId: its name is made of its method and path.';
    context.findings.repaired(pointer, what, 'Give it an operationId.');
  }
  return {
    pointer,
    method: method.toUpperCase(),
    path,
    operationId,
    tag: tagOf(node, pointer, context),
    summary: textOf(node.summary),
    description: textOf(node.description),
    isDeprecated: node.deprecated === true,
    isAnonymous: Array.isArray(node.security) && node.security.length === 0,
    parameters: readParameters(path, node, item, pointer, context),
    body: readBody(resolved(node.requestBody, context), at(pointer, 'requestBody'), context),
    replies: readReplies(nodeOf(node.responses), method, at(pointer, 'responses'), context),
  };
}

function tagOf(node: Node, pointer: string, { findings }: Context): string {
  const tags = listOf(node.tags).flatMap((tag) => textOf(tag) ?? []);
  const [written, ...others] = tags;
  const first = written === undefined ? undefined : safeTag(written);
  if (first === undefined) {
    findings.repaired(pointer, 'The operation has no tag: it is filed under `default`.', 'Give it one tag.');
    return 'default';
  }
  if (others.length > 0) {
    const what = `The operation has ${tags.length} tags: it is filed under the first, ${first}.`;
    findings.repaired(
      at(pointer, 'tags'),
      what,
      'Keep the tag of the resource it belongs to, and drop the others.',
    );
  }
  if (first !== written) {
    const what = `Every object of JavaScript has a \`${written}\`: the tag is called ${first}.`;
    findings.repaired(at(pointer, 'tags'), what, 'Give the tag another name.');
  }
  return first;
}

/** A tag is a key of the TTL table, which could hold no other key beside a member of every object. */
function safeTag(tag: string): string {
  return objectMembers.has(tag) ? `${tag}-tag` : tag;
}

/** Declared tags first, in their order; then the others, in the order of their first operation. */
function readResources(document: Node, operations: readonly Operation[], findings: Findings): Resource[] {
  const used = new Set(operations.map((operation) => operation.tag));
  const declared = listOf(document.tags).flatMap((tag, index) =>
    readTag(nodeOf(tag), at('#/tags', index), findings),
  );
  const byTag = new Map<string, Resource>();
  for (const resource of declared)
    if (used.has(resource.tag) && !byTag.has(resource.tag)) byTag.set(resource.tag, resource);
  for (const tag of used) if (!byTag.has(tag)) byTag.set(tag, { tag });
  return [...byTag.values()];
}

function readTag(node: Node, pointer: string, findings: Findings): Resource[] {
  const written = textOf(node.name);
  if (written === undefined) {
    findings.skipped(pointer, 'A tag has no name.', 'Name it or remove it.');
    return [];
  }
  const tag = safeTag(written);
  const ttl = node['x-cache-ttl'];
  if (ttl === undefined) return [{ tag, description: textOf(node.description) }];
  if (typeof ttl === 'number' && Number.isFinite(ttl) && ttl >= 0) {
    return [{ tag, description: textOf(node.description), ttlSeconds: ttl }];
  }
  const what = `\`x-cache-ttl\` must be a number of seconds, 0 or more; found ${JSON.stringify(ttl)}.`;
  findings.skipped(at(pointer, 'x-cache-ttl'), what, 'Correct it, or remove it to have the default.');
  return [{ tag, description: textOf(node.description) }];
}

function readSchemas(document: Node): Schema[] {
  const schemas = entriesOf(nodeOf(document.components).schemas);
  return schemas.map(([name, definition]) => ({ name, definition: nodeOf(definition) }));
}

/** The first server that is an absolute URL of HTTP once its variables have their defaults. */
function baseUrlOf(document: Node): string | undefined {
  const server = nodeOf(listOf(document.servers)[0]);
  const variables = nodeOf(server.variables);
  const filled = textOf(server.url)?.replace(/\{([^}]+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(variables, name) ? nodeOf(variables[name]).default : undefined;
    return value === undefined ? whole : String(value);
  });
  const isAbsolute = filled !== undefined && /^https?:\/\/[^{}]+$/i.test(filled) && URL.canParse(filled);
  if (!isAbsolute) return undefined;
  return filled.replace(/\/+$/, '');
}
