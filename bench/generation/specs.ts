/**
 * Big specs to generate from: GitHub's, and three more where the corpus has them. `BENCH_SPECS`, paths
 * separated as in `PATH`, names others.
 */

import { basename, delimiter, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { corpus } from '../../test/generator/corpus.ts';

export interface BigSpec {
  readonly name: string;
  readonly file: string;
}

export const github: BigSpec = {
  name: 'GitHub',
  file: at('node_modules/@octokit/openapi/generated/api.github.com.json'),
};

/** Small enough to show that everything runs. */
export const reference: BigSpec = { name: 'reference', file: at('spec/openapi.yaml') };

const others = { Stripe: /^stripe/, OpenAI: /^openai/, DigitalOcean: /^digitalocean/i };

export function bigSpecs(): readonly BigSpec[] {
  const { BENCH_SPECS } = process.env;
  if (BENCH_SPECS)
    return BENCH_SPECS.split(delimiter).map((path) => ({ name: basename(path), file: resolve(path) }));
  const found = Object.entries(others).flatMap(([name, pattern]) => {
    const file = corpus.find((spec) => pattern.test(spec.name))?.file;
    return file === undefined ? [] : [{ name, file }];
  });
  return [github, ...found];
}

function at(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
