import { describe, expect, test } from 'vitest';
import type { Operation } from '../../generator/src/model.ts';
import { argumentNames, settleNames } from '../../generator/src/names.ts';
import { shortNameOf } from '../../generator/src/short-name.ts';
import { camelCase, kebabCase, pascalCase } from '../../generator/src/words.ts';
import { aDocument, anOperation, reading } from './support.ts';

/** Operations as `method path tag operationId`. */
function named(...lines: readonly string[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const line of lines) {
    const [method = '', path = '', tag = '', operationId] = line.split(' ');
    paths[path] = {
      ...paths[path],
      [method]: anOperation({ tags: [tag.replaceAll('_', ' ')], operationId }),
    };
  }
  const { api } = reading(aDocument({ paths }));
  const names = settleNames(api);
  return {
    names,
    flat: inLinesOrder(lines, api.operations).map((operation) => names.operations.get(operation)?.flat),
    short: inLinesOrder(lines, api.operations).map((operation) => names.operations.get(operation)?.short),
  };
}

function inLinesOrder(lines: readonly string[], operations: readonly Operation[]): Operation[] {
  return lines.flatMap((line) => {
    return operations.filter(({ method, path }) => line.startsWith(`${method.toLowerCase()} ${path} `));
  });
}

describe('a spelling', () => {
  test.each([
    ['repos/get', 'reposGet', 'ReposGet', 'repos-get'],
    ['simple-user', 'simpleUser', 'SimpleUser', 'simple-user'],
    ['getHTTPServer', 'getHTTPServer', 'GetHTTPServer', 'get-http-server'],
    ['IPAddress', 'ipAddress', 'IPAddress', 'ip-address'],
    ['LIST_USERS', 'listUsers', 'ListUsers', 'list-users'],
    ['2fa', '_2fa', '_2fa', '2fa'],
    ['größe ändern', 'größeÄndern', 'GrößeÄndern', 'größe-ändern'],
    ['Rate1.0', 'rate1_0', 'Rate1_0', 'rate1-0'],
    ['ペット', 'ペット', 'ペット', 'ペット'],
    ['../../x', 'x', 'X', 'x'],
    ['__proto__', 'proto', 'Proto', 'proto'],
    ['"; evil()', 'evil', 'Evil', 'evil'],
    ['…', '', '', ''],
  ])('%s is %s, %s or %s', (text, camel, pascal, kebab) => {
    expect([camelCase(text), pascalCase(text), kebabCase(text)]).toEqual([camel, pascal, kebab]);
  });
});

describe('a short name leaves out what the tag says', () => {
  test.each([
    ['getPortfolio', 'portfolio', 'get'],
    ['listPortfolios', 'portfolio', 'list'],
    ['repos/get', 'repos', 'get'],
    ['getCurrentUser', 'users', 'getCurrent'],
    ['actions/list-artifacts-for-repo', 'actions', 'listArtifactsForRepo'],
    ['getPortfolioSummary', 'portfolio', 'getSummary'],
    ['listPositions', 'portfolio', 'listPositions'],
    ['createChatCompletion', 'Chat Completions', 'create'],
    ['listForRepo', 'repos', 'listForRepo'],
    ['listCategories', 'category', 'list'],
    ['search', 'search', ''],
  ])('%s in %s is `%s`', (operationId, tag, short) => {
    expect(shortNameOf(operationId, tag)).toBe(short);
  });
});

describe('in its tag', () => {
  test.each([
    ['what stands before the tag is the API', 'get /a pets shop.pets.list', 'list'],
    ['what stands after it stays', 'get /a projects db.projects.instances.list', 'instancesList'],
    ['a path says the tag once', 'get /pets/{id} pets', 'getById'],
    ['a version stays', 'get /api/v2/pets/{id} pet', 'getApiV2ById'],
    ['a path that begins with something else stays whole', 'get /owners/{id}/pets pets', 'getOwnersByIdPets'],
    ['the path of the tag alone leaves the method', 'delete /pets pets', 'delete'],
  ])('%s', (_, line, expected) => {
    expect(named(line).short).toEqual([expected]);
  });

  test('what stands before it tells rivals apart', () => {
    const { short } = named('get /a pets shop.pets.list', 'get /b pets zoo.pets.list');
    expect(short).toEqual(['shopList', 'zooList']);
  });
});

describe('when several want one name', () => {
  test('all of them take a longer one, so none depends on who came first', () => {
    expect(named('get /a a list', 'get /b b list').flat).toEqual(['aList', 'bList']);
    expect(named('get /b b list', 'get /a a list').flat).toEqual(['bList', 'aList']);
  });

  test('their method and path tell them apart within one tag', () => {
    expect(named('get /a pets list', 'get /b/{id} pets list').flat).toEqual(['getA', 'getBById']);
  });

  test('in their tag they keep their flat names', () => {
    expect(named('get /a users getUsers', 'get /b users get').short).toEqual(['getUsers', 'get']);
  });

  test('a new operation renames nobody but its rivals', () => {
    const before = named('get /a pets listPets', 'get /b pets getPet');
    const after = named('get /new owners listOwners', 'get /a pets listPets', 'get /b pets getPet');
    expect(after.flat.slice(1)).toEqual(before.flat);
    expect(after.short.slice(1)).toEqual(before.short);
  });

  test('paths that differ in punctuation only still have names of their own', () => {
    const { flat } = named('get /a-b pets', 'get /a_b pets');
    expect(new Set(flat).size).toBe(2);
    expect(flat).toEqual([
      expect.stringMatching(/^getAB_[\da-f]{6}$/),
      expect.stringMatching(/^getAB_[\da-f]{6}$/),
    ]);
  });
});

describe('a tag', () => {
  const tagNames = (tag: string) => named(`get /a ${tag} x`).names.resources.get(tag.replaceAll('_', ' '));

  test.each([
    ['portfolio', 'portfolio', 'portfolio', 'PortfolioEndpoints'],
    ['Chat_Completions', 'chat-completions', 'chatCompletions', 'ChatCompletionsEndpoints'],
    ['../../x', 'x', 'x', 'XEndpoints'],
    ['default', 'default', 'defaultApi', 'DefaultApiEndpoints'],
    ['cache', 'cache', 'cacheApi', 'CacheApiEndpoints'],
    ['oauth2', 'oauth2', 'oauth2Api', 'Oauth2ApiEndpoints'],
    ['index', 'index-api', 'index', 'IndexEndpoints'],
    ['con', 'con-api', 'con', 'ConEndpoints'],
  ])('%s is in %s.ts, as %s', (tag, file, namespace, endpoints) => {
    expect(tagNames(tag)).toEqual({ file, namespace, endpoints });
  });

  test.each(['a'.repeat(500), '字'.repeat(200), `${'word-'.repeat(100)}`])(
    'that is longer than a name of a file may be is cut, and is still no other',
    (long) => {
      const files = [long, `${long}b`].map((tag) => tagNames(tag)?.file ?? '');
      for (const file of files) expect(Buffer.byteLength(`${file}.ts`)).toBeLessThan(140);
      expect(files[0]).toMatch(/^[\p{L}-]+-[\da-f]{6}$/u);
      expect(files[0]).not.toBe(files[1]);
    },
  );

  test('never shares its file with one that is spelled almost the same', () => {
    const { resources } = named('get /a Pet_Store x', 'get /b pet-store y').names;
    expect(new Set([...resources.values()].map((names) => names.file)).size).toBe(2);
    expect(new Set([...resources.values()].map((names) => names.namespace)).size).toBe(2);
  });
});

describe('a function', () => {
  test.each([
    ['delete', 'petsDelete'],
    ['createClient', 'petsCreateClient'],
    ['pets', 'getA'],
  ])('named %s, which is taken, is %s', (operationId, flat) => {
    expect(named(`get /a pets ${operationId}`).flat).toEqual([flat]);
  });

  test.each([
    ['type', 'TypeFailure'],
    ['range', 'RangeFailure'],
    ['response', 'ResponseFailure'],
    ['getType', 'GetTypeError'],
  ])('named %s throws %s, which hides no error of the language', (operationId, error) => {
    const { names } = named(`get /a pets ${operationId}`);
    expect([...names.operations.values()].map((each) => each.error)).toEqual([error]);
  });

  test('may be called `delete` inside its tag, and never `then`', () => {
    expect(named('delete /a pets deletePet', 'get /b pets thenPets').short).toEqual(['delete', 'thenPets']);
  });
});

describe('a schema', () => {
  const schemaNames = (...schemas: string[]) => {
    const definitions = Object.fromEntries(schemas.map((name) => [name, { type: 'string' }]));
    const paths = { '/a': { get: anOperation({ operationId: 'getPet' }) } };
    const { api } = reading(aDocument({ paths, components: { schemas: definitions } }));
    return [...settleNames(api).schemas.values()];
  };

  test.each([
    ['simple-user', 'SimpleUser'],
    ['Resource', 'ResourceSchema'],
    ['GetPetResult', 'GetPetResultSchema'],
    ['v1.Pod', 'V1Pod'],
    ['constructor', 'Constructor'],
    ['__proto__', 'Proto'],
  ])('%s is %s', (name, type) => {
    expect(schemaNames(name)).toEqual([type]);
  });

  test('that differs from another in punctuation only has a name of its own', () => {
    expect(schemaNames('a-b', 'a_b')).toHaveLength(2);
    expect(new Set(schemaNames('a-b', 'a_b')).size).toBe(2);
  });
});

describe('an argument', () => {
  const argumentsOf = (...parameters: [string, string][]) => {
    const { api } = reading(
      aDocument({
        paths: {
          '/a/{id}': {
            get: anOperation({ parameters: parameters.map(([where, name]) => ({ in: where, name })) }),
          },
        },
      }),
    );
    return [...argumentNames(api.operations[0] ?? { parameters: [] }).values()];
  };

  test('has the wire name; the later of two locations is prefixed by its own', () => {
    expect(argumentsOf(['path', 'id'], ['header', 'If-Match'], ['query', 'id'])).toEqual([
      'id',
      'queryId',
      'If-Match',
    ]);
  });

  test('is never called as a member of every object is', () => {
    expect(argumentsOf(['path', 'id'], ['query', 'constructor'])).toEqual(['id', 'queryConstructor']);
  });

  test('is never called `body`: that is the body', () => {
    expect(argumentsOf(['path', 'id'], ['query', 'body'])).toEqual(['id', 'queryBody']);
  });
});
