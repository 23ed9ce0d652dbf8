/**
 * Every file of an SDK, by name. All of them lie side by side: no folder of a spec's making.
 */

import { Codecs } from '../codecs.ts';
import { withoutEndlessTypes } from '../cycles.ts';
import { withFamilies } from '../families.ts';
import type { Api } from '../model.ts';
import { type Naming, namingOf } from '../naming.ts';
import { type Node, nodeOf } from '../node.ts';
import { openEnums } from '../open-enums.ts';
import { areConverted, plainScalars, type Scalars } from '../scalars.ts';
import { XmlShapes } from '../xml.ts';
import { emitApi } from './api.ts';
import { emitClient } from './client.ts';
import { emitCodecs } from './codecs.ts';
import type { Emission } from './file.ts';
import { emitIndex } from './index-file.ts';
import { emitResource } from './resource.ts';
import { emitResources } from './resources.ts';
import { emitSchemas } from './schemas.ts';
import { emitSecurity } from './security.ts';
import { emitTypes } from './types.ts';
import { emitXml } from './xml.ts';

/** Files by name. */
type DocumentEmitter = (document: Node, emission: Emission) => [string, string][];

export type EmitOptions = Pick<Emission, 'spec' | 'runtime' | 'extension'> & {
  readonly scalars?: Partial<Scalars>;
  /** What writes repositories, for those who want them. @default nobody */
  readonly repositories?: ((emission: Emission) => [string, string][]) | undefined;
  /** What writes `api.md`, for those who want it. @default nobody */
  readonly apiMd?: ((emission: Emission) => [string, string][]) | undefined;
  /** What writes schemas, for the library they are written for: few want any. @default nobody */
  readonly validation?: DocumentEmitter | undefined;
  /** What writes handlers for MSW, for those who want them. @default nobody */
  readonly msw?: DocumentEmitter | undefined;
  /** What writes a contract test, for those who want one. @default nobody */
  readonly contractTest?: ((emission: Emission) => [string, string][]) | undefined;
  /** @default false */
  readonly tsNocheck?: boolean;
  /** @default what this document gives */
  readonly naming?: Naming;
};

/** @throws {ProblemError} see types.ts */
export function emit(document: Node, api: Api, options: EmitOptions): Map<string, string> {
  const { names, variants } = options.naming ?? namingOf(document, api);
  const definitions = new Map(api.schemas.map((schema) => [schema.name, schema.definition]));
  const schemas = nodeOf(nodeOf(document.components).schemas);
  const scalars = { ...plainScalars, ...options.scalars };
  const emission: Emission = {
    ...options,
    ...{ api, names, variants, definitions, scalars, tsNocheck: options.tsNocheck ?? false },
    openEnums: openEnums(schemas),
    codecs: areConverted(scalars)
      ? new Codecs(withoutEndlessTypes(withFamilies(schemas)), scalars)
      : undefined,
    xml: new XmlShapes(schemas, scalars),
  };
  const xml = emitXml(emission);
  const codecs = emitCodecs(emission);
  const security = emitSecurity(emission);
  const files: (readonly [string, string])[] = [
    ['types.ts', emitTypes(document, emission)],
    ['schemas.ts', emitSchemas(emission)],
    ...(codecs === undefined ? [] : [['codecs.ts', codecs] as const]),
    ...(xml === undefined ? [] : [['xml.ts', xml] as const]),
    ['resources.ts', emitResources(emission)],
    ...(security === undefined ? [] : [['security.ts', security] as const]),
    ...api.resources.map((resource) => {
      return [`${names.resources.get(resource.tag)?.file}.ts`, emitResource(resource, emission)] as const;
    }),
    ...(options.validation?.(document, emission) ?? []),
    ...(options.repositories?.(emission) ?? []),
    ...(options.msw?.(document, emission) ?? []),
    ['client.ts', emitClient(emission)],
    ['api.ts', emitApi(emission)],
    ['index.ts', emitIndex(emission)],
    ...(options.contractTest?.(emission) ?? []),
    ...(options.apiMd?.(emission) ?? []),
  ];
  // Half a character of UTF-16 is none of UTF-8: what is compared with a file is what a file can hold.
  return new Map(files.map(([name, text]) => [name, text.toWellFormed()]));
}
