/**
 * OpenAPI 2.0 made fit to be upgraded: parameters, answers and paths that are references are written out,
 * because in 3.x they live elsewhere or are no longer one thing, and what no upgrade could read is skipped.
 */

import type { Files } from './files.ts';
import { fromTo, isRemote, type Location, targetOf } from './location.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf } from './node.ts';
import { at } from './pointer.ts';
import type { Circumstances, Findings } from './problem.ts';
import { Resolver } from './resolver.ts';

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);
const locations = new Set(['path', 'query', 'header', 'body', 'formData']);

/** Formats of arrays that OpenAPI 3 has a style for, by whether a name may be there more than once. */
const formats: Readonly<Record<'repeatable' | 'single', readonly unknown[]>> = {
  repeatable: ['csv', 'ssv', 'pipes', 'multi'],
  single: ['csv'],
};

/** A value, and the document its own references are resolved against. */
interface Found {
  readonly value: unknown;
  readonly file: Location;
}

/** References to references: those that lead in a circle end here. */
const maxHops = 32;

/** A copy of the spec that an upgrade can take. */
export function flattened(files: Files, findings: Findings): Node {
  return new Flattening(files, findings).document();
}

class Flattening {
  readonly #files: Files;
  readonly #resolver: Resolver;
  readonly #findings: Findings;

  constructor(files: Files, findings: Findings) {
    this.#files = files;
    this.#resolver = new Resolver(files);
    this.#findings = findings;
  }

  document(): Node {
    const root = nodeOf(this.#files.sources.get(this.#files.entry)?.value);
    const { parameters, ...copy } = nodeOf(this.#rebased(root, this.#files.entry));
    return {
      ...copy,
      ...mediaTypes(copy),
      swagger: '2.0',
      ...(Array.isArray(copy['schemes']) ? { schemes: textsOf(copy['schemes']) } : { schemes: undefined }),
      host: typeof copy['host'] === 'string' ? copy['host'] : undefined,
      basePath: typeof copy['basePath'] === 'string' ? copy['basePath'] : undefined,
      definitions: this.#whole(root['definitions']),
      responses: this.#responses(root.responses, this.#files.entry, '#/responses'),
      securityDefinitions: nodesOf(copy['securityDefinitions']),
      paths: this.#paths(this.#resolved(root.paths, this.#files.entry)),
    };
  }

  /** A map that may be one reference. */
  #whole(value: unknown): Node {
    const found = this.#resolved(value, this.#files.entry);
    return nodesOf(this.#rebased(found?.value, found?.file ?? this.#files.entry));
  }

  #paths(paths: Found | undefined): Node {
    const home = paths?.file ?? this.#files.entry;
    const entries = entriesOf(paths?.value).map(([path, written]) => {
      const found = this.#resolved(written, home);
      return [path, this.#path(nodeOf(found?.value), found?.file ?? home, at('#/paths', path))];
    });
    return Object.fromEntries(entries);
  }

  #path(item: Node, file: Location, pointer: string): Node {
    const operations = entriesOf(item).flatMap(([method, operation]) =>
      methods.has(method) && isNode(operation)
        ? [[method, this.#operation(operation, file, at(pointer, method))] as const]
        : [],
    );
    const parameters = this.#parameters(item.parameters, file, at(pointer, 'parameters'));
    // The parameters first: the upgrade hands a body on to the operations it meets after them.
    return { ...(parameters.length > 0 ? { parameters } : {}), ...Object.fromEntries(operations) };
  }

  #operation(operation: Node, file: Location, pointer: string): Node {
    const copy = nodeOf(this.#rebased(operation, file));
    return {
      ...copy,
      ...mediaTypes(copy),
      parameters: this.#parameters(operation.parameters, file, at(pointer, 'parameters')),
      responses: this.#responses(operation.responses, file, at(pointer, 'responses')),
    };
  }

  #parameters(value: unknown, file: Location, pointer: string): Node[] {
    return listOf(value).flatMap((written, index) => {
      const found = this.#isOwn(written) ? { value: written, file } : this.#resolved(written, file);
      const parameter = withSchema(nodeOf(found && this.#rebased(found.value, found.file)));
      if (locations.has(String(parameter.in))) return [this.#withFormat(parameter, file, at(pointer, index))];
      const what = found ? 'A parameter is in no known place.' : 'A parameter refers to nothing.';
      const mend = 'A parameter has a `name`, and is `in` path, query, header, body or formData.';
      this.#findings.skipped(at(pointer, index), what, mend, this.#at(file));
      return [];
    });
  }

  /** OpenAPI 3 has no style for every format: what has none is separated by commas, as where nothing is said. */
  #withFormat(parameter: Node, file: Location, pointer: string): Node {
    const format = parameter['collectionFormat'];
    if (format === undefined || parameter['type'] !== 'array') return parameter;
    const known = formats[hasNames(parameter.in) ? 'repeatable' : 'single'];
    if (known.includes(format)) return parameter;
    const what = `\`collectionFormat: ${format}\` in ${parameter.in} has no counterpart in OpenAPI 3: the values are separated by commas.`;
    this.#findings.repaired(pointer, what, `Use ${known.join(', ')}.`, this.#at(file));
    return { ...parameter, collectionFormat: 'csv' };
  }

  /** A parameter that says where it is, and refers to a schema beside. */
  #isOwn(value: unknown): boolean {
    return locations.has(String(nodeOf(value).in));
  }

  #responses(value: unknown, file: Location, pointer: string): Node {
    const entries = entriesOf(value).flatMap(([status, written]) => {
      const found = this.#resolved(written, file);
      if (status.startsWith('x-') || !isNode(found?.value)) {
        if (!status.startsWith('x-')) this.#noAnswer(at(pointer, status), file);
        return [];
      }
      const response = nodeOf(this.#rebased(found.value, found.file));
      return [[status, { ...response, headers: nodesOf(response['headers']) }] as const];
    });
    return Object.fromEntries(entries);
  }

  #at(file: Location): Circumstances {
    return file === this.#files.entry ? {} : { file };
  }

  #noAnswer(pointer: string, file: Location): void {
    const mend = 'Describe the answer here, or correct the reference.';
    this.#findings.skipped(pointer, 'There is no answer described here.', mend, this.#at(file));
  }

  /** What a value is, its references followed; `undefined` where they lead nowhere. */
  #resolved(value: unknown, file: Location): Found | undefined {
    let here: Found = { value, file };
    for (let hops = 0; hops < maxHops; hops++) {
      const reference = nodeOf(here.value).$ref;
      if (typeof reference !== 'string') return here.value === undefined ? undefined : here;
      const target = this.#resolver.target(reference, { file: here.file, pointer: '#' });
      if (!target) return undefined;
      here = { value: this.#resolver.at(target), file: target.file };
    }
    return undefined;
  }

  /** A copy that says the same from the place of the spec. */
  #rebased(value: unknown, file: Location): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#rebased(item, file));
    if (!isNode(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => {
        if (key !== '$ref' || typeof child !== 'string') return [key, this.#rebased(child, file)];
        return [key, this.#reference(child, file)];
      }),
    );
  }

  #reference(reference: string, file: Location): string {
    const target = targetOf(reference, file);
    if (!target) return reference;
    const { entry } = this.#files;
    if (target.file === entry) return target.pointer;
    const isNear = !isRemote(target.file) && !isRemote(entry);
    return (isNear ? fromTo(entry, target.file) : target.file) + target.pointer;
  }
}

function hasNames(place: unknown): boolean {
  return place === 'query' || place === 'formData';
}

function withSchema({ $ref, ...parameter }: Node): Node {
  return typeof $ref === 'string' ? { ...parameter, schema: { $ref } } : parameter;
}

function mediaTypes(node: Node): Node {
  const lists = ['consumes', 'produces'].flatMap((key) => {
    const types = textsOf(node[key]);
    return types.length > 0 ? [[key, types] as const] : [];
  });
  return { consumes: undefined, produces: undefined, ...Object.fromEntries(lists) };
}

function textsOf(value: unknown): string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

function nodesOf(value: unknown): Node {
  return Object.fromEntries(entriesOf(value).filter(([, item]) => isNode(item)));
}
