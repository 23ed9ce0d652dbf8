/**
 * A program that calls many endpoints of an SDK, written for each generator's functions from one list of
 * operations: GETs that need nothing but path parameters.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../generator/src/load.ts';
import { isNode, listOf, type Node, nodeOf } from '../../generator/src/node.ts';
import { lookUp } from '../../generator/src/pointer.ts';

export interface Endpoint {
  readonly path: string;
  /** Path parameters with a value of their type, as TypeScript. */
  readonly values: readonly (readonly [name: string, value: string])[];
}

/** So many endpoints, evenly spread over the spec. */
export async function endpointsOf(file: string, count: number): Promise<readonly Endpoint[]> {
  const document = nodeOf((await parse(file, readFileSync(file, 'utf8'))).value);
  const all = Object.entries(nodeOf(document.paths)).flatMap(([path, item]) =>
    endpointOf(path, nodeOf(item), document),
  );
  const step = Math.max(1, all.length / count);
  return Array.from(
    { length: Math.min(count, all.length) },
    (_, index) => all[Math.floor(index * step)],
  ).filter((endpoint) => endpoint !== undefined);
}

function endpointOf(path: string, item: Node, document: Node): Endpoint[] {
  const operation = item['get'];
  if (!isNode(operation)) return [];
  const parameters = [...listOf(item.parameters), ...listOf(operation.parameters)].map((each) =>
    resolved(each, document),
  );
  if (parameters.some((each) => each['required'] === true && each.in !== 'path')) return [];
  const values = parameters
    .filter((each) => each.in === 'path')
    .map((each) => [String(each.name), literalOf(resolved(each.schema, document), document)] as const);
  return [{ path, values }];
}

function resolved(value: unknown, document: Node): Node {
  const { $ref } = nodeOf(value);
  return nodeOf(typeof $ref === 'string' ? lookUp(document, $ref) : value);
}

function literalOf(schema: Node, document: Node): string {
  const [first] = listOf(schema.enum);
  if (first !== undefined) return JSON.stringify(first);
  const type = schema.type ?? resolved(listOf(schema.oneOf)[0], document).type;
  return type === 'integer' || type === 'number' ? '1' : type === 'array' ? '[]' : "'a'";
}

/** A program that awaits all of them; `undefined` where a function is not found. */
export type Consumer = (endpoints: readonly Endpoint[], sdk: string) => string;

/** The function behind each path, by what stands before its declaration, or in it. */
function functionsIn(
  sdk: string,
  entries: (text: string) => Iterable<readonly [path: string, name: string]>,
) {
  const names = new Map<string, string>();
  for (const file of readdirSync(sdk).filter((name) => name.endsWith('.ts'))) {
    for (const [path, name] of entries(readFileSync(join(sdk, file), 'utf8'))) {
      if (!names.has(shape(path))) names.set(shape(path), name);
    }
  }
  return (path: string) => {
    const name = names.get(shape(path));
    if (name === undefined) throw new Error(`${sdk} has no function for ${path}.`);
    return name;
  };
}

/** Whatever the parameters are called. */
function shape(path: string): string {
  return path.replaceAll(/\$?\{[^}]*\}/g, '{}');
}

function program(head: string, calls: readonly string[]): string {
  return `${head}\n${calls.map((call, index) => `export const reply${index} = await ${call};`).join('\n')}\n`;
}

const object = ({ values }: Endpoint) =>
  `{ ${values.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')} }`;
const unique = (names: readonly string[]) => [...new Set(names)].join(', ');

export const consumers: Readonly<Record<string, Consumer>> = {
  Breakwater: (endpoints, sdk) => {
    const find = functionsIn(sdk, function* (text) {
      const parts = text.split('\nfunction ');
      for (const [index, part] of parts.entries()) {
        const path = [...(parts[index - 1] ?? '').matchAll(/`GET[\s*]+(\S+)`/g)].at(-1)?.[1];
        if (path !== undefined) yield [path, /^\w+/.exec(part)?.[0] ?? ''];
      }
    });
    const names = endpoints.map(({ path }) => find(path));
    const head = `import { createBareClient, ${unique(names)} } from './sdk/index.js';\nconst api = createBareClient();`;
    return program(
      head,
      endpoints.map((each, index) => `${names[index]}(api, ${object(each)})`),
    );
  },
  'openapi-fetch': (endpoints) => {
    const head = `import createClient from 'openapi-fetch';\nimport type { paths } from './sdk/types.js';\nconst api = createClient<paths>();`;
    const calls = endpoints.map((each) => {
      const init = each.values.length === 0 ? '' : `, { params: { path: ${object(each)} } }`;
      return `api.GET(${JSON.stringify(each.path)}${init})`;
    });
    return program(head, calls);
  },
  'hey-api': (endpoints, sdk) => {
    const find = functionsIn(sdk, function* (text) {
      for (const part of text.split('\nexport const ').slice(1)) {
        const path = /\.get<[\s\S]*?url: '([^']+)'/.exec(part)?.[1];
        if (path !== undefined) yield [path, /^\w+/.exec(part)?.[0] ?? ''];
      }
    });
    const names = endpoints.map(({ path }) => find(path));
    const calls = endpoints.map((each, index) => {
      return `${names[index]}(${each.values.length === 0 ? '' : `{ path: ${object(each)} }`})`;
    });
    return program(`import { ${unique(names)} } from './sdk/sdk.gen.js';`, calls);
  },
  orval: (endpoints, sdk) => {
    const find = functionsIn(sdk, function* (text) {
      const parts = new Map(
        text.split('\nexport const ').map((part) => [/^\w*/.exec(part)?.[0] ?? '', part]),
      );
      for (const [name, part] of parts) {
        const url = parts.get(`get${name.charAt(0).toUpperCase()}${name.slice(1)}Url`);
        const path = /`(?:https?:\/\/[^/`]+)?(\/[^`?]*)/.exec(url ?? '')?.[1];
        if (path !== undefined && part.includes("method: 'GET'")) yield [path, name];
      }
    });
    const names = endpoints.map(({ path }) => find(path));
    const calls = endpoints.map(({ path, values }, index) => {
      const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(
        ([, name]) => values.find(([each]) => each === name)?.[1] ?? "'a'",
      );
      return `${names[index]}(${inPath.join(', ')})`;
    });
    return program(`import { ${unique(names)} } from './sdk/sdk.js';`, calls);
  },
};
