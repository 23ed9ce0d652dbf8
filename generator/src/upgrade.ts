/**
 * The seam to the upgrader: OpenAPI 2.0 becomes 3.0 before anybody reads it. Places of problems are told
 * as the user wrote them.
 */

import { upgradeFromTwoToThree } from '@scalar/openapi-upgrader/2.0-to-3.0';
import type { Files } from './files.ts';
import type { Source } from './load.ts';
import { type Location, targetOf } from './location.ts';
import { isNode, own, scalarText } from './node.ts';
import { type Findings, ProblemError } from './problem.ts';
import { flattened } from './swagger.ts';

/** @throws {ProblemError} the upgrader cannot read the document */
export function upgraded(files: Files, findings: Findings): Files {
  const source = files.sources.get(files.entry);
  if (!source || !/^2(\.|$)/.test(scalarText(own(source.value, 'swagger')))) return files;
  const value = upgrade(files, findings, source);
  const entry: Source = {
    file: source.file,
    value,
    doubts: source.doubts,
    original,
    locate: (pointers) => {
      const asked = [...pointers];
      const positions = source.locate(asked.map(original));
      return new Map(
        asked.flatMap((pointer) => {
          const position = positions.get(original(pointer));
          return position ? [[pointer, position]] : [];
        }),
      );
    },
  };
  const others = [...files.sources].map(([location, each]): [Location, Source] => {
    return [location, { ...each, value: redirected(each.value, location, files.entry) }];
  });
  return { ...files, sources: new Map([...others, [files.entry, entry]]) };
}

function upgrade(files: Files, findings: Findings, { file }: Source): unknown {
  try {
    return upgradeFromTwoToThree(defined(flattened(files, findings)));
  } catch (cause) {
    if (cause instanceof RangeError) throw cause;
    const what = `This cannot be upgraded to OpenAPI 3: ${cause instanceof Error ? cause.message : cause}.`;
    throw new ProblemError({ file, pointer: '#', what, mend: 'Convert it by hand.' }, { cause });
  }
}

/** Without members that are `undefined`: the upgrader takes them for something. */
function defined(node: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => {
      if (value === undefined) return [];
      return [[key, isNode(value) ? defined(value) : value]];
    }),
  );
}

/** What other files say of `#/definitions` of the spec, which is elsewhere now. */
function redirected(value: unknown, from: Location, entry: Location): unknown {
  if (from === entry) return value;
  if (Array.isArray(value)) return value.map((item) => redirected(item, from, entry));
  if (!isNode(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      const target = key === '$ref' && typeof child === 'string' ? targetOf(child, from) : undefined;
      if (target?.file !== entry) return [key, redirected(child, from, entry)];
      return [key, `${entry}${target.pointer.replace(/^#\/definitions\//, '#/components/schemas/')}`];
    }),
  );
}

/** A place of the upgraded document in the one that was written. */
function original(pointer: string): string {
  return pointer
    .replace(/^#\/components\/schemas(?=\/|$)/, '#/definitions')
    .replace(/^#\/components\/responses(?=\/|$)/, '#/responses')
    .replace(/^#\/components\/securitySchemes(?=\/|$)/, '#/securityDefinitions')
    .replace(/^#\/servers.*/, '#/host')
    .replace(/^(#\/paths\/[^/]+\/[^/]+)\/requestBody.*/, '$1/parameters')
    .replace(/^(.*\/responses\/[^/]+)\/content\/[^/]+(?=\/schema)/, '$1');
}
