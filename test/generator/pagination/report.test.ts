import { describe, expect, test } from 'vitest';
import { aCommandLine } from '../command-line.ts';
import { aDocument, anOperation, json } from '../support.ts';
import { number, object, pets, query, text } from './lists.ts';

const { given, generate, run } = aCommandLine();

function list(operationId: string, takes: Readonly<Record<string, unknown>>, gives: unknown) {
  return { get: anOperation({ operationId, parameters: query(takes), responses: { 200: json(gives) } }) };
}

const cats = list('listCats', { cursor: text }, object({ cats: pets, nextCursor: text }));
const dogs = list('listDogs', { cursor: text }, object({ dogs: pets, nextCursor: text }));
const fish = list('listFish', { page: number, size: number }, pets);
const birds = list('listBirds', { offset: number, limit: number }, pets);

const document = (paths: Record<string, unknown>) => aDocument({ paths });
const all = document({ '/cats': cats, '/dogs': dogs, '/fish': fish, '/birds': birds });

describe('the report of a run', () => {
  test('counts lists by how they go on, on one line', async () => {
    await given('spec', all);
    expect((await generate()).printed).toContain(
      '\n  3 lists in pages: 1 by offset, 2 by cursor. 1 more may be in pages, and is not generated so: see --pagination.\n',
    );
  });

  test('says nothing where there are none', async () => {
    await given('spec', document({ '/cats': list('listCats', {}, pets) }));
    expect((await generate()).printed).not.toContain('pages');
  });

  test('with --pagination, says of each what it rests on and how to turn it off or on, even when nothing has changed', async () => {
    await given('spec', document({ '/cats': cats, '/fish': fish }));
    await generate();
    const { printed } = await generate('--pagination');

    expect(printed.split('\n').slice(1)).toEqual([
      '  1 list in pages: 1 by cursor. 1 more may be in pages, and is not generated so.',
      "  high listCats, GET /cats: { style: 'cursor', parameter: 'cursor', next: '/nextCursor', items: '/cats' }; `nextCursor` of a reply and the parameter `cursor` belong together by their names.",
      '    To turn it off: pagination: { listCats: false } in the config, or x-pagination in the spec.',
      '  low listFish, GET /fish: `page` and `size` look like the number of a page, but nothing says whether the first page is 0 or 1.',
      "    To turn it on: pagination: { listFish: { style: 'page', parameter: 'page', items: '' } } in the config, or x-pagination in the spec.",
      '',
    ]);
  });

  test('as JSON, has them all', async () => {
    await given('spec', document({ '/cats': cats }));
    expect(JSON.parse((await generate('--json')).printed).pagination).toEqual([
      {
        operation: 'listCats',
        place: 'GET /cats',
        paging: { style: 'cursor', parameter: 'cursor', next: '/nextCursor', items: '/cats' },
        confidence: 'high',
        because: '`nextCursor` of a reply and the parameter `cursor` belong together by their names',
      },
    ]);
  });
});

describe('a config', () => {
  const config = (pagination: unknown) =>
    `export default ${JSON.stringify({ spec: './spec', out: './out', pagination })};`;

  test('turns a guess on, and a list off', async () => {
    await given('spec', document({ '/cats': cats, '/fish': fish }));
    await given(
      'breakwater.config.mjs',
      config({ listFish: { style: 'page', parameter: 'page', items: '' }, listCats: false }),
    );
    const { code, printed } = await run(['generate', '--config', '~/breakwater.config.mjs']);

    expect(code).toBe(0);
    expect(printed).toContain('\n  1 list in pages: 1 by page number.\n');
  });

  test.each([
    [7, '`pagination` must be an object: by operation, how its list goes on or `false`; found 7.'],
    [{ listCat: false }, 'The config has `pagination` for listCat, and there is no such operation.'],
    [
      { listCats: { style: 'cursor' } },
      "The config's `pagination` of listCats does not fit: `items` is missing: a JSON Pointer to the list in a reply.",
    ],
  ])('that says %j is refused', async (pagination, expected) => {
    await given('spec', document({ '/cats': cats }));
    await given('breakwater.config.mjs', config(pagination));
    const { code, printed } = await run(['generate', '--config', '~/breakwater.config.mjs']);

    expect(code).toBe(1);
    expect(printed).toContain(expected);
  });
});
