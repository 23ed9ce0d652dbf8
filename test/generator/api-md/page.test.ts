import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { emitApiMd } from '../../../generator/src/emit/api-md/page.ts';
import { aDocument, anOperation, emittedFile, json, withOperation } from '../support.ts';
import { blocksOf } from './calls.ts';
import { wrongsOfPage } from './harmless-page.ts';

const pet = {
  type: 'object',
  required: ['name', 'kind'],
  properties: {
    id: { type: 'string', readOnly: true },
    name: { type: 'string' },
    kind: { enum: ['cat', 'dog'] },
    age: { type: 'integer' },
  },
};
const components = { schemas: { Pet: pet } };
const pets = json({ type: 'array', items: { $ref: '#/components/schemas/Pet' } });

const petPage = {
  type: 'object',
  properties: { items: { type: 'array', items: { type: 'string' } }, nextCursor: { type: 'string' } },
};

function page(parts: Record<string, unknown>, path?: string, method?: string, more = {}): string {
  return emittedFile({ ...withOperation(parts, path, method), components, ...more }, 'api.md', {
    apiMd: emitApiMd,
  });
}

function theCall(parts: Record<string, unknown>): string | undefined {
  return blocksOf(page(parts, '/pets', 'requestBody' in parts ? 'post' : 'get'))[1];
}

test('every operation has its call, arguments, result, time to live and errors', () => {
  const parameters = [
    { name: 'petId', in: 'path', required: true, schema: { type: 'string' } },
    { name: 'limit', in: 'query', schema: { type: 'integer' } },
  ];
  const responses = {
    200: json({ $ref: '#/components/schemas/Pet' }),
    404: { description: '' },
    default: {},
  };
  const parts = { operationId: 'getPet', summary: 'Get a pet', parameters, responses };
  const tags = [{ name: 'pets', description: 'Animals. With a name.', 'x-cache-ttl': 60 }];
  expect(page(parts, '/pets/{petId}', 'get', { tags })).toContain(`## \`pets\`

Animals. Types and descriptions: [\`pets.ts\`](pets.ts)

### \`pets.get\`

Get a pet. \`GET /pets/{petId}\`, \`getPet\`

\`\`\`ts
await api.pets.get({ petId: 'petId' });
\`\`\`

- takes \`petId\`, \`limit?: number\`
- gives \`Pet\`; kept 60 s
- throws \`GetPetError\`: 404, any other status
`);
});

test('the links of its contents lead to its headings', () => {
  const tagged = (tag: string) => ({ get: anOperation({ operationId: `list${tag}`, tags: [tag] }) });
  const paths = { '/a': tagged('Große Tiere'), '/b': tagged('pets'), '/c': tagged('Pets_2') };
  const text = emittedFile(aDocument({ paths }), 'api.md', { apiMd: emitApiMd });
  const links = [...text.matchAll(/^- \[`(.+)`\]\(#(.+)\): 1$/gm)].map(([, name = '', anchor = '']) => {
    return [name, decodeURIComponent(anchor)];
  });
  expect(links).toHaveLength(3);
  for (const [name = '', anchor] of links) {
    expect(text).toContain(`\n## \`${name}\`\n`);
    expect(anchor).toBe(name.toLowerCase());
  }
});

describe('the call', () => {
  test.each([
    ['of nothing', {}, 'await api.pets.list();'],
    [
      'of a list in pages reads its items',
      {
        parameters: [{ name: 'cursor', in: 'query', schema: { type: 'string' } }],
        responses: { 200: json(petPage) },
      },
      'for await (const item of api.pets.list()) console.log(item);',
    ],
    [
      'of a stream reads its items',
      { responses: { 200: { description: '', content: { 'text/event-stream': {} } } } },
      'for await (const item of await api.pets.list()) console.log(item);',
    ],
    [
      'has what a body requires, and nothing that only a server writes',
      { requestBody: { required: true, ...json({ $ref: '#/components/schemas/Pet' }) } },
      `await api.pets.list({ body: { name: 'name', kind: 'cat' } });`,
    ],
    [
      'prefers what the spec gives as an example',
      {
        parameters: [
          { name: 'id', in: 'query', required: true, schema: { type: 'string', example: 'pet_7' } },
        ],
      },
      `await api.pets.list({ id: 'pet_7' });`,
    ],
    [
      'leaves to its reader what no short value is known for',
      {
        requestBody: {
          required: true,
          ...json({ oneOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'object' }] }),
        },
      },
      'await api.pets.list({ body });',
    ],
  ])('%s', (_, parts, expected) => {
    expect(theCall(parts)).toBe(expected);
  });
});

describe('how long an answer is kept', () => {
  test.each([
    ['as long as the client says by default', {}, 'kept 300 s'],
    ['never, where its tag says so', { tags: [{ name: 'pets', 'x-cache-ttl': 0 }] }, 'never kept'],
  ])('%s', (_, more, expected) => {
    expect(page({ responses: { 200: pets } }, '/pets', 'get', more)).toContain(`; ${expected}\n`);
  });

  test('never, where it is a file', () => {
    const file = { description: '', content: { 'application/pdf': {} } };
    expect(page({ responses: { 200: file } })).toContain('- gives `Blob`; never kept');
  });

  test('a write says nothing of it, and names what else it outdates', () => {
    const text = page({ 'x-invalidates': ['owners'] }, '/pets', 'post', {
      tags: [{ name: 'owners' }],
    });
    expect(text).not.toContain('; kept');
    expect(text).toMatch(/- gives nothing.*outdates `owners`, too/);
  });
});

const nasty = [
  '<script>globalThis.injected = 1</script>',
  '<!-- --> <img src=x onerror=alert(1)>',
  '[click](https://evil.example)',
  '![image](https://evil.example/x.png)',
  'https://evil.example www.evil.example mail@evil.example evil.example',
  '@everyone #1 GH-1 $x$ ~~gone~~',
  '` `` ``` ~~~',
  '```\n# escaped\n```',
  '# heading',
  '- item',
  '1. item',
  '> quote',
  '| a | b |\n|---|---|\n| c | d |',
  '**bold** _italic_ ***both*** __init__',
  '&lt;b&gt; &amp; &#64;',
  '[ref]: https://evil.example\n\n[ref]',
  'a  \nb\\\nc',
  '---',
  '===',
  '    indented',
  '--> <b>after</b> <!--',
  '*/ globalThis.injected = 1; /*',
  '{{ constructor }} {{{x}}} {% include secret %} <T>',
  '\u202egnitfel\u2028line',
  '\u001b[31mred',
];

/** One document with a nasty text wherever a text can stand. */
function hostile(text: string): unknown {
  const parameters = [
    { name: text, in: 'query', required: true, description: text, schema: { type: 'string', example: text } },
    { name: `${text}2`, in: 'query', required: true, schema: { enum: [text] } },
  ];
  const body = { type: 'object', required: [text], properties: { [text]: { const: text } } };
  const operation = anOperation({
    operationId: text,
    tags: [text],
    summary: text,
    description: text,
    parameters,
    requestBody: { required: true, content: { 'application/json': { schema: body }, [text]: {} } },
    responses: {
      200: { description: text, content: { [text]: {}, 'text/plain': {} } },
      404: { description: text },
    },
    'x-invalidates': [text],
  });
  return aDocument({
    info: { title: text, version: text },
    tags: [{ name: text, description: text }],
    paths: { [`/${text}`]: { post: operation, get: anOperation({ operationId: 'x', summary: text }) } },
  });
}

describe.each(nasty)('a spec that says %j wherever it can', (text) => {
  const written = emittedFile(hostile(text), 'api.md', { apiMd: emitApiMd, spec: `${text}.yaml` });
  const tokens = marked.lexer(written);

  test('is headings, prose, code, lists, and links of ours', () => {
    expect(wrongsOfPage(written)).toEqual([]);
  });

  test('says no more than its own headings', () => {
    const depths = tokens.flatMap((token) => (token.type === 'heading' ? [Number(token['depth'])] : []));
    expect(depths.filter((depth) => depth === 1)).toHaveLength(1);
    expect(depths.filter((depth) => depth === 3)).toHaveLength(2);
    expect(tokens.filter(({ type }) => type === 'code')).toHaveLength(3);
  });

  test('is no template of whoever makes a site of it', () => {
    // VitePress leaves blocks as they are; in them nothing can be written otherwise.
    const outside = written.replaceAll(/^```ts\n[\s\S]*?^```$/gm, '');
    expect(outside).not.toMatch(/\{[{%]/);
  });

  test('is visible from end to end', () => {
    expect(written).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});

test('what was written is what is read', () => {
  const summary = 'Use `a_b` *now*, 3 < 4 & so on: #1 [x](y)';
  const text = page({ summary });
  const html = marked.parseInline(text.split('\n').find((line) => line.startsWith('Use')) ?? '');
  expect(html).toBe(
    'Use `a_b` *now*, 3 &lt; 4 &amp; so on: #1 [x](y) <code>GET /pets</code>, <code>listPets</code>',
  );
});

test.each([
  ['HTML', 'a <b>b</b>'],
  ['a link', 'see https://evil.example'],
  ['an image', '![x](x.png)'],
  ['a statement', '```ts\nglobalThis.injected = 1;\n```'],
  ['a call', '```ts\nawait api.pets.list({ a: injected() });\n```'],
  ['a broken string', "```ts\nawait api.pets.list({ a: 'b });\n```"],
])('%s would be noticed', (_, text) => {
  expect(wrongsOfPage(text)).not.toEqual([]);
});
