import { describe, expect, test } from 'vitest';
import { withPagination } from '../../../generator/src/pagination/settle.ts';
import { Findings, ProblemError } from '../../../generator/src/problem.ts';
import { emittedFile, json, partOf, reading, withOperation } from '../support.ts';

const text = { type: 'string' };
const number = { type: 'integer' };
const page = {
  type: 'object',
  properties: {
    data: { type: 'array', items: { type: 'object', properties: { id: text } } },
    next: text,
    more: { type: 'boolean' },
    pages: number,
  },
};
const parameters = ['cursor', 'page', 'offset', 'limit'].map((name) => ({ name, in: 'query', schema: text }));
const requestBody = {
  content: { 'application/json': { schema: { type: 'object', properties: { token: text } } } },
};

/** What is settled for `POST /pets/search`, and what was found on the way. */
function settled(extension: Record<string, unknown>, root: Record<string, unknown> = {}) {
  const operation = { parameters, requestBody, responses: { 200: json(page) }, ...extension };
  const { api, findings } = reading({ ...withOperation(operation, '/pets/search', 'post'), ...root });
  return {
    pagination: api.operations[0]?.pagination,
    findings: findings.map(({ what, mend }) => `${what} ${mend}`),
  };
}

describe('x-pagination', () => {
  test('says it as a descriptor does, and needs no guess', () => {
    const paging = { style: 'page', parameter: 'page', first: 0, items: '/data', pages: '/pages' };

    expect(settled({ 'x-pagination': paging }).pagination).toEqual({
      paging,
      confidence: 'certain',
      because: '`x-pagination` says so',
    });
  });

  test('may say that a header names the next page, and that a POST goes on by GET', () => {
    const paging = { style: 'url', header: 'X-Next', method: 'GET', items: '/data' };
    expect(settled({ 'x-pagination': paging }).pagination).toMatchObject({ paging, confidence: 'certain' });
  });

  test('may say that there is none', () => {
    expect(settled({ 'x-pagination': false }).pagination).toBeUndefined();
  });

  test.each([
    [7, 'it must be an object or `false`'],
    [{ style: 'pages' }, '`style` must be one of cursor, last-item, offset, page, url, link'],
    [{ style: 'link', items: '/data', nxt: '/next' }, 'there is no member `nxt`'],
    [{ style: 'link', items: 'data' }, '`items` must be a JSON Pointer, such as /data'],
    [{ style: 'link' }, '`items` is missing: a JSON Pointer to the list in a reply'],
    [{ style: 'page', parameter: 'page', items: '/data', first: 2 }, '`first` must be 0 or 1'],
    [{ style: 'cursor', parameter: 'cursor', items: '/data' }, 'style cursor needs `next`'],
    [{ style: 'link', items: '/data', next: '/next' }, 'style link takes no `next`'],
    [{ style: 'page', parameter: 'page', items: '/data', header: 'X-Next' }, 'style page takes no `header`'],
    [
      { style: 'url', next: '/next', header: 'X-Next', items: '/data' },
      '`next` and `header` exclude each other',
    ],
    [{ style: 'url', header: 'X Next', items: '/data' }, '`header` must be the name of a header'],
    [{ style: 'url', next: '/next', method: 'PUT', items: '/data' }, '`method` can only be GET'],
    [{ style: 'cursor', parameter: 'curser', next: '/next', items: '/data' }, 'there is no argument curser'],
    [{ style: 'cursor', parameter: 'body', next: '/next', items: '/data' }, 'there is no argument body'],
    [{ style: 'cursor', parameter: 'cursor', next: '/nxt', items: '/data' }, "a reply has nothing at '/nxt'"],
    [{ style: 'link', items: '/next' }, "a reply has no list at '/next'"],
    [
      { style: 'last-item', parameter: 'cursor', id: '/uid', items: '/data' },
      "an item has nothing at '/uid'",
    ],
  ])('%j is reported, and nothing is guessed instead', (extension, flaw) => {
    const { pagination, findings } = settled({ 'x-pagination': extension });

    expect(pagination).toBeUndefined();
    expect(findings).toEqual([
      `\`x-pagination\` cannot be obeyed: ${flaw}. Correct it, or remove it to have a guess.`,
    ]);
  });
});

describe('extensions of others', () => {
  const cursor = { style: 'cursor', parameter: 'cursor', next: '/next', items: '/data' };

  test.each<[string, Record<string, unknown>, object]>([
    [
      'Speakeasy, by cursor',
      {
        type: 'cursor',
        inputs: [{ name: 'cursor', in: 'parameters', type: 'cursor' }],
        outputs: { nextCursor: '$.next', results: '$.data' },
      },
      cursor,
    ],
    [
      'Speakeasy, by a cursor in the body',
      {
        type: 'cursor',
        inputs: [{ name: 'token', in: 'requestBody', type: 'cursor' }],
        outputs: { nextCursor: "$['next']" },
      },
      { ...cursor, parameter: '/body/token' },
    ],
    [
      'Speakeasy, by the last item',
      {
        type: 'cursor',
        inputs: [{ name: 'cursor', in: 'parameters', type: 'cursor' }],
        outputs: { nextCursor: '$.data[-1].id', results: '$.data' },
      },
      { style: 'last-item', parameter: 'cursor', id: '/id', items: '/data' },
    ],
    [
      'Speakeasy, by page',
      {
        type: 'offsetLimit',
        inputs: [{ name: 'page', in: 'parameters', type: 'page' }],
        outputs: { results: '$.data', numPages: '$.pages' },
      },
      { style: 'page', parameter: 'page', items: '/data', pages: '/pages' },
    ],
    [
      'Speakeasy, by offset',
      {
        type: 'offsetLimit',
        inputs: [
          { name: 'limit', in: 'parameters', type: 'limit' },
          { name: 'offset', in: 'parameters', type: 'offset' },
        ],
        outputs: { results: '$.data' },
      },
      { style: 'offset', parameter: 'offset', items: '/data' },
    ],
    [
      'Speakeasy, by URL',
      { type: 'url', outputs: { nextUrl: '$.next', results: '$.data' } },
      { style: 'url', next: '/next', items: '/data' },
    ],
  ])('%s', (_case, extension, paging) => {
    const { pagination, findings } = settled({ 'x-speakeasy-pagination': extension });

    expect(findings).toEqual([]);
    expect(pagination).toMatchObject({
      paging,
      confidence: 'certain',
      because: '`x-speakeasy-pagination` says so',
    });
  });

  test.each<[string, unknown, object]>([
    [
      'by cursor',
      { cursor: '$request.cursor', next_cursor: '$response.next', results: '$response.data' },
      cursor,
    ],
    [
      'by a member of the body',
      { cursor: '$request.token', next_cursor: '$response.next', results: '$response.data' },
      { ...cursor, parameter: '/body/token' },
    ],
    [
      'by page: an offset that goes up by one',
      { offset: '$request.page', results: '$response.data', 'has-next-page': '$response.more' },
      { style: 'page', parameter: 'page', items: '/data', more: '/more' },
    ],
    [
      'by offset: one with a step',
      { offset: '$request.offset', step: '$request.limit', results: '$response.data' },
      { style: 'offset', parameter: 'offset', items: '/data' },
    ],
    [
      'by URL',
      { next_uri: '$response.next', results: '$response.data' },
      { style: 'url', next: '/next', items: '/data' },
    ],
  ])('Fern, %s', (_case, extension, paging) => {
    expect(settled({ 'x-fern-pagination': extension }).pagination).toMatchObject({
      paging,
      confidence: 'certain',
    });
    // Said once, for the whole document.
    expect(
      settled({ 'x-fern-pagination': true }, { 'x-fern-pagination': extension }).pagination,
    ).toMatchObject({ paging });
  });

  test('Azure: the link and the items by their names; none where there is one page', () => {
    expect(settled({ 'x-ms-pageable': { nextLinkName: 'next', itemName: 'data' } }).pagination).toMatchObject(
      {
        // AutoRest: the link is asked for by GET, and this is a POST.
        paging: { style: 'url', next: '/next', method: 'GET', items: '/data' },
      },
    );
    const again = { nextLinkName: 'next', itemName: 'data', operationName: 'ListNext' };
    expect(settled({ 'x-ms-pageable': again }).pagination?.paging.method).toBeUndefined();
    expect(settled({ 'x-ms-pageable': { nextLinkName: null } }).pagination).toBeUndefined();
  });

  test('what makes no sense is reported by its name', () => {
    expect(settled({ 'x-fern-pagination': { results: '$response.data' } }).findings[0]).toMatch(
      '`x-fern-pagination` cannot be obeyed: it must name a `cursor`, an `offset` or a `next_uri`.',
    );
    expect(settled({ 'x-speakeasy-pagination': { type: 'pages' } }).findings[0]).toMatch('`type` must be');
  });
});

describe('the config', () => {
  const { document, api } = reading(withOperation({ parameters, responses: { 200: json(page) } }));
  const paging = { style: 'cursor', parameter: 'cursor', next: '/next', items: '/data' } as const;
  const settle = (overrides: Parameters<typeof withPagination>[3]) =>
    withPagination(api, document, new Findings(), overrides).operations[0]?.pagination;

  test.each(['listPets', 'GET /pets'])('names an operation as %s, and wins', (key) => {
    expect(settle({ [key]: paging })).toEqual({
      paging,
      confidence: 'certain',
      because: 'the config says so',
    });
    expect(settle({ [key]: false })).toBeUndefined();
  });

  test('is refused where it names no operation, or does not fit it', () => {
    expect(() => settle({ listPet: paging })).toThrow(ProblemError);
    expect(() => settle({ listPet: paging })).toThrow('for listPet, and there is no such operation');
    expect(() => settle({ listPets: { ...paging, next: '/nxt' } })).toThrow(
      "The config's `pagination` of listPets does not fit: a reply has nothing at '/nxt'.",
    );
  });
});

describe('what is generated', () => {
  const pets = (schema: object) =>
    emittedFile(
      {
        ...withOperation({ parameters, responses: { 200: json(schema) } }),
        components: { schemas: { Pet: { type: 'object', properties: { id: text } } } },
      },
      'pets.ts',
    );
  const unnamed = { type: 'object', properties: { id: text } };
  const list = (items: object) => ({
    type: 'object',
    required: ['data'],
    properties: { data: { type: 'array', items }, nextCursor: text },
  });

  test('a function that gives its items, from a descriptor that says how', () => {
    const file = pets(list({ $ref: '#/components/schemas/Pet' }));

    expect(file).toContain(
      "  paging: { style: 'cursor', parameter: 'cursor', next: '/nextCursor', items: '/data' },\n",
    );
    expect(partOf(file, 'function listPets(')).toMatchInlineSnapshot(`
      "function listPets(
        client: Client,
        args: ListPetsArgs = {},
        options?: PagedCallOptions,
      ): PagedCall<ListPetsData, ListPetsResult, Pet> {
        return paginate(client, listPetsOperation, args, options);
      }"
    `);
    expect(file).toContain('  list(args?: ListPetsArgs, options?: PagedCallOptions): PagedCall<');
  });

  test.each<[string, object, string]>([
    ['by its name', list({ $ref: '#/components/schemas/Pet' }), 'Pet>'],
    ['as a plain type', list(text), 'string>'],
    ['under a name of its own, where the spec gives none', list(unnamed), 'ListPetsItem>'],
  ])('the type of an item is written out: %s', (_case, schema, item) => {
    expect(partOf(pets(schema), 'function listPets(')).toContain(
      `PagedCall<ListPetsData, ListPetsResult, ${item}`,
    );
  });

  test('an item without a name is what the data has there', () => {
    expect(partOf(pets(list(unnamed)), 'type ListPetsItem')).toBe(
      "export type ListPetsItem = ListPetsData['data'][number];",
    );
    expect(partOf(pets({ ...list(unnamed), required: [] }), 'type ListPetsItem')).toBe(
      "export type ListPetsItem = NonNullable<ListPetsData['data']>[number];",
    );
  });

  test('an operation of that very name keeps it, and so does a schema', () => {
    const operation = {
      operationId: 'paginate',
      parameters,
      responses: { 200: json(list({ $ref: '#/components/schemas/PagedCall' })) },
    };
    const components = { schemas: { PagedCall: { type: 'object' } } };
    const file = emittedFile({ ...withOperation(operation), components }, 'pets.ts');

    expect(file).toContain('  paginate as paginateList,\n');
    expect(file).toContain('return paginateList(client, paginateOperation, args, options);');
    expect(file).toContain("import type { PagedCall as PagedCallSchema } from './schemas.js';");
  });

  test('a guess of low confidence is not generated', () => {
    const schema = { type: 'object', properties: { data: { type: 'array', items: text } } };
    expect(pets(schema)).not.toContain('paginate');
  });
});
