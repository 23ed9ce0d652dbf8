/**
 * What `breakwater.config.ts` says: what to generate, so that nobody has to say it twice.
 */

import type { SchemaLibrary } from './emit/validation/library.ts';
import type { Filter } from './filter.ts';
import type { ImportExtension } from './import-extension.ts';
import type { PaginationOverrides } from './pagination/settle.ts';
import type { Scalars } from './scalars.ts';

/** What may be said for one job, and for all of them. */
export interface JobOptions extends Partial<Scalars> {
  /** Refuses a spec that has any problem at all. @default false */
  readonly strict?: boolean;
  /** Which part of the API. @default all of it */
  readonly filter?: Filter;
  /**
   * How lists go from page to page, by name of a function, operationId, or `GET /path`; `false`: it is no list.
   * @default what the spec says, else what can be inferred from it
   */
  readonly pagination?: PaginationOverrides;
  /** What relative imports end in. @default what the nearest tsconfig.json of `out` wants */
  readonly importExtension?: ImportExtension;
  /** Also writes schemas of requests and replies, for this library. @default none */
  readonly schemas?: SchemaLibrary;
  /** Also writes repositories: each resource in plain methods, by the API and in memory. @default false */
  readonly repositories?: boolean;
  /** Also writes `msw.ts`: a handler of MSW for each operation, with the spec's examples. @default false */
  readonly msw?: boolean;
  /** Also writes `contract.test.ts`: a test of Vitest for each operation, against a mock server of the spec. @default false */
  readonly contractTest?: boolean;
  /** Also writes `api.md`, a page with every call of the SDK. @default true */
  readonly apiMd?: boolean;
  /** Begins every file with `// @ts-nocheck`: compilers take the SDK as checked. @default false */
  readonly tsNocheck?: boolean;
  /** Module specifier of the runtime. @default 'breakwater' */
  readonly runtime?: string;
  /** OpenAPI Overlays that change the spec before it is read, in this order. @default none */
  readonly overlays?: readonly string[];
  /** Origins a spec may refer to besides its own: `https://schemas.example.com`. @default none */
  readonly allowRemote?: readonly string[];
  /** Folder that local references stay in. @default the working directory, or that of a spec outside it */
  readonly root?: string;
  /** Believes `breakwater.lock.json` in `out`, and writes it. @default true */
  readonly lock?: boolean;
}

/** Paths are relative to the file of the config. */
export interface Job extends JobOptions {
  /** Path or URL of an OpenAPI description. */
  readonly spec: string;
  /** Folder to write to. */
  readonly out: string;
}

/** Options outside `jobs` hold for every job that does not say otherwise. */
export interface JobsConfig extends JobOptions {
  /** Jobs by the name that `breakwater generate <name>` knows them by. */
  readonly jobs: Readonly<Record<string, Job>>;
}

export type Config = Job | JobsConfig;

/** The config as it is: an editor completes and checks it here. */
export function defineConfig(config: Config): Config {
  return config;
}
