/**
 * `schemas.ts`: a name for every component schema.
 */

import type { Schema } from '../model.ts';
import { textOf } from '../node.ts';
import { indexed } from '../type-text.ts';
import { docComment, firstSentence, sentence } from './comment.ts';
import { type Emission, sibling, sourceFile } from './file.ts';
import { Imports } from './imports.ts';
import { typeAlias } from './layout.ts';

export function emitSchemas(emission: Emission): string {
  const { api } = emission;
  if (api.schemas.length === 0) return sourceFile(emission, '', 'export {};\n');
  const imports = new Imports();
  imports.type(sibling('types', emission), 'components');
  return sourceFile(
    emission,
    imports,
    api.schemas.flatMap((schema) => declarations(schema, emission)).join('\n'),
  );
}

function declarations(schema: Schema, { names, variants }: Emission): string[] {
  const description = textOf(schema.definition.description) ?? textOf(schema.definition.title);
  const tags = schema.definition.deprecated === true ? ['@deprecated'] : [];
  const doc = docComment({ paragraphs: [sentence(firstSentence(description))], tags });
  const response = `${doc}${alias(schema.name, names.schemas)}`;
  const variant = variants.get(schema.name);
  if (variant === undefined) return [response];
  const note = `${names.schemas.get(schema.name)} as a request has it: without what only the server sets.`;
  return [response, `${docComment({ paragraphs: [note], tags })}${alias(variant, names.schemas)}`];
}

function alias(schema: string, names: ReadonlyMap<string, string>): string {
  return `${typeAlias(names.get(schema) ?? '', indexed('components', 'schemas', schema))}\n`;
}
