/** How arrays of OpenAPI 2.0 are written: a `collectionFormat` becomes a style of OpenAPI 3. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takeIn } from '../../generator/src/intake.ts';
import { emittedFile } from './support.ts';

/** What the descriptor of `list` says of its parameter `color`, an array in this place and format; and what is wrong with it. */
async function described(place: string, collectionFormat: string | undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'breakwater-swagger-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const color = { name: 'color', in: place, type: 'array', items: { type: 'string' }, collectionFormat };
  const path = place === 'path' ? '/pets/{color}' : '/pets';
  const operation = {
    ...{ operationId: 'list', tags: ['pets'], responses: { 200: { description: '' } } },
    parameters: [{ ...color, required: place === 'path' }],
  };
  const info = { title: 'Pets', version: '1' };
  const document = { swagger: '2.0', info, paths: { [path]: { get: operation } } };
  await writeFile(join(folder, 'spec.json'), JSON.stringify(document));
  const { document: taken, problems } = await takeIn(join(folder, 'spec.json'), {});
  const text = /params: \{ color: (.*) \},/.exec(emittedFile(taken, 'pets.ts'))?.[1];
  return { text, problems: problems() };
}

test.each([
  ['query', undefined, "{ in: 'query', type: 'array', explode: false }"],
  ['query', 'csv', "{ in: 'query', type: 'array', explode: false }"],
  ['query', 'ssv', "{ in: 'query', type: 'array', style: 'spaceDelimited' }"],
  ['query', 'pipes', "{ in: 'query', type: 'array', style: 'pipeDelimited' }"],
  ['query', 'multi', "{ in: 'query', type: 'array' }"],
  ['path', 'csv', "{ in: 'path', type: 'array' }"],
  ['header', 'csv', "{ in: 'header', type: 'array' }"],
])('in %s, %s: %s', async (place, format, expected) => {
  expect(await described(place, format)).toEqual({ text: expected, problems: [] });
});

test.each([
  ['query', 'tsv', "{ in: 'query', type: 'array', explode: false }"],
  ['query', 'commas', "{ in: 'query', type: 'array', explode: false }"],
  ['path', 'pipes', "{ in: 'path', type: 'array' }"],
  ['header', 'ssv', "{ in: 'header', type: 'array' }"],
])(
  'in %s, %s has no style: it is reported, and commas separate the values',
  async (place, format, expected) => {
    const { text, problems } = await described(place, format);
    expect(text).toBe(expected);
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'repaired',
        what: `\`collectionFormat: ${format}\` in ${place} has no counterpart in OpenAPI 3: the values are separated by commas.`,
      }),
    ]);
  },
);
