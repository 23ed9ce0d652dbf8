/**
 * Every file of an SDK, by name. All of them lie side by side: no folder of a spec's making.
 */

import type { Api } from '../model.ts';
import { type Names, settleNames } from '../names.ts';
import type { Node } from '../node.ts';
import { typesOf } from '../types.ts';
import { variantsOf } from '../variants.ts';
import { emitApi } from './api.ts';
import { emitClient } from './client.ts';
import { type Emission, sourceFile } from './file.ts';
import { emitIndex } from './index-file.ts';
import { emitResource } from './resource.ts';
import { emitResources } from './resources.ts';
import { emitSchemas } from './schemas.ts';

export type EmitOptions = Pick<Emission, 'spec' | 'runtime' | 'extension'>;

/** @throws {ProblemError} see types.ts */
export function emit(document: Node, api: Api, options: EmitOptions): Map<string, string> {
  const variants = variantsOf(document);
  const names: Names = settleNames(api, [...api.schemas.map((schema) => schema.name), ...variants.values()]);
  const definitions = new Map(api.schemas.map((schema) => [schema.name, schema.definition]));
  const emission: Emission = { ...options, api, names, variants, definitions };
  const types = typesOf(document, api, names, variants, options.spec);
  return new Map([
    ['types.ts', sourceFile(emission, '', types)],
    ['schemas.ts', emitSchemas(emission)],
    ['resources.ts', emitResources(emission)],
    ...api.resources.map((resource) => {
      return [`${names.resources.get(resource.tag)?.file}.ts`, emitResource(resource, emission)] as const;
    }),
    ['client.ts', emitClient(emission)],
    ['api.ts', emitApi(emission)],
    ['index.ts', emitIndex(emission)],
  ]);
}
