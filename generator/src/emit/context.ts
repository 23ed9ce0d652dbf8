/**
 * How the types of an operation are spelled in the file that is being written: what they refer to is imported
 * there on the way.
 */

import type { Operation } from '../model.ts';
import { type Node, nodeOf } from '../node.ts';
import { scalarOf, scalarType } from '../scalars.ts';
import type { Spelling } from '../type-text.ts';
import { schemaNameOf } from '../variants.ts';
import type { ArgumentsContext } from './arguments.ts';
import { type Emission, sibling } from './file.ts';
import type { Imports } from './imports.ts';
import { namesOf } from './part.ts';
import type { ReplyContext } from './replies.ts';

export function contextOf(
  operation: Operation,
  emission: Emission,
  imports: Imports,
): ReplyContext & ArgumentsContext {
  const { names, variants, definitions, runtime } = emission;
  const refer = (schema: string) =>
    imports.foreign(sibling('schemas', emission), names.schemas.get(schema) ?? 'never');
  const ours = (name: string) => imports.type(runtime, name);
  const known = (schema: string) =>
    emission.openEnums.has(schema) ? `${ours('Known')}<${refer(schema)}>` : refer(schema);
  const spelling: Omit<Spelling, 'refer'> = {
    open: (values) => values,
    binary: () => 'Blob',
    scalar: (schema, type) => {
      const scalar = scalarOf(schema, type, emission.scalars);
      if (scalar === undefined) return undefined;
      const { name, isOurs } = scalarType(scalar);
      return isOurs ? ours(name) : name;
    },
  };
  return {
    id: namesOf(operation, emission).flat,
    spelling: {
      ...spelling,
      refer,
      open: (known, type) => `${ours(type === 'string' ? 'Open' : 'OpenNumber')}<${known}>`,
    },
    parameters: { ...spelling, refer: known },
    requests: {
      ...spelling,
      binary: () => ours('FileInput'),
      refer: (schema) => known(variants.get(schema) ?? schema),
    },
    runtime: ours,
    isXml: (content) => emission.xml.of(content) !== undefined,
    // The module's own list is called `operations`.
    shapes: () => imports.type(sibling('types', emission), 'operations', 'Operations'),
    definitionOf: (schema): Node => definitions.get(schemaNameOf(nodeOf(schema).$ref) ?? '') ?? {},
  };
}
