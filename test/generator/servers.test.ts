import { describe, expect, test } from 'vitest';
import { Findings } from '../../generator/src/problem.ts';
import { read } from '../../generator/src/read.ts';
import { aDocument, anOperation, emittedFile, partOf, reading } from './support.ts';

type Written = Record<string, unknown>;

/** One operation at `/pets`, with servers of the API, of the path, of the operation. */
function served(servers: Written[], item: Written = {}, operation: Written = {}): Written {
  return aDocument({ servers, paths: { '/pets': { ...item, get: anOperation(operation) } } });
}

const urls = (document: unknown, from?: string) =>
  read(reading(document).document, new Findings(), from).servers.map(({ url }) => url);

const findings = (document: unknown) =>
  reading(document).findings.map(({ severity, pointer, what }) => `${severity} ${pointer}: ${what}`);

const sdkOf = (document: unknown) => partOf(emittedFile(document, 'client.ts'), 'export const sdk');
const optionsOf = (document: unknown) => {
  const text = emittedFile(document, 'client.ts');
  return text.slice(text.indexOf('/** What a client'), text.indexOf('/** A client without'));
};

describe('a relative server', () => {
  test.each([
    ['/v1/', 'https://docs.example.com/v1'],
    ['v1', 'https://docs.example.com/specs/v1'],
    ['../{base}', 'https://docs.example.com/{base}'],
    ['//api.example.com/v1', 'https://api.example.com/v1'],
    ['https://api.example.com', 'https://api.example.com'],
    ['{endpoint}/v1', '{endpoint}/v1'],
  ])('%s of a document of the web is %s', (url, expected) => {
    expect(urls(served([{ url }]), 'https://docs.example.com/specs/openapi.yaml?token=1')).toEqual([
      expected,
    ]);
  });

  test('of a file stays relative: the client then asks for a `baseUrl`', () => {
    const document = served([{ url: '/v1/' }]);
    expect(urls(document, '/home/me/openapi.yaml')).toEqual(['/v1']);
    expect(sdkOf(document)).toContain("    '/v1': '/v1',");
  });
});

describe('a doubtful server is repaired or skipped', () => {
  test.each<[string, Written, string[]]>([
    ['no URL', {}, ['skipped #/servers/0: The server has no `url`.']],
    [
      'another protocol',
      { url: 'wss://a.io' },
      ['skipped #/servers/0: The server wss://a.io does not speak HTTP.'],
    ],
    [
      'a password',
      { url: 'https://me:pw@a.io' },
      ['skipped #/servers/0: The URL of the server holds a user or a password.'],
    ],
    ['a blank', { url: 'https://a b.io' }, ['skipped #/servers/0: The server https://a b.io is no URL.']],
    [
      'a query',
      { url: 'https://a.io/v1?key=1' },
      [
        'repaired #/servers/0/url: The URL of a server has no query and no fragment: what follows the path is left out.',
      ],
    ],
    [
      'an undeclared variable',
      { url: 'https://{host}' },
      ['repaired #/servers/0/url: {host} of the URL is not declared: the user has to say what it is.'],
    ],
    [
      'a variable without a default',
      { url: 'https://{env}.a.io', variables: { env: { enum: ['live', 'test'] } } },
      ['repaired #/servers/0/variables/env: The variable env has no default: it is taken to be live.'],
    ],
    [
      'a default that is not among its values',
      { url: 'https://{env}.a.io', variables: { env: { enum: ['live'], default: 'test' } } },
      [
        'repaired #/servers/0/variables/env: The default of env, test, is not among its values: it is taken as one of them.',
      ],
    ],
  ])('%s', (_what, server, expected) => {
    expect(findings(served([server]))).toEqual(expected);
  });
});

describe('names of servers', () => {
  const names = (...servers: Written[]) =>
    Object.keys(
      Object.fromEntries(
        [...sdkOf(served(servers)).matchAll(/^ {4}(?:'(.*)'|(\w+)): [{']/gm)].map(([, quoted, bare]) => [
          quoted ?? bare,
          0,
        ]),
      ),
    );

  test.each<[string, Written[], string[]]>([
    [
      'are those of OpenAPI 3.2',
      [
        { url: 'https://a.io', name: 'live' },
        { url: 'https://b.io', name: 'test-eu' },
      ],
      ['live', 'test-eu'],
    ],
    [
      'are what the descriptions say beyond what all servers are',
      [
        { url: 'https://api.intercom.io', description: 'The production API server' },
        { url: 'https://api.eu.intercom.io', description: 'The european API server' },
        { url: 'https://api-m.sandbox.paypal.com', description: 'PayPal Sandbox Environment' },
      ],
      ['production', 'european', 'sandbox'],
    ],
    [
      'are hosts where a description tells a story, or nothing',
      [
        {
          url: 'https://api.xero.com/2.0',
          description: 'Exposes accounting and related functions of the main application',
        },
        { url: 'https://{region}.example.com', variables: { region: { default: 'eu' } } },
        { url: '/local' },
      ],
      ['api.xero.com', 'example.com', '/local'],
    ],
    [
      'are as long as it takes where several want one',
      [
        { url: 'https://a.io/v1', description: 'Server' },
        { url: 'https://a.io/v2' },
        { url: 'https://b.io' },
      ],
      ['a.io/v1', 'a.io/v2', 'b.io'],
    ],
  ])('%s', (_claim, servers, expected) => {
    expect(names(...servers)).toEqual(expected);
  });

  test('stay when servers are added in front', () => {
    const old = [{ url: 'https://a.io', description: 'Live' }, { url: 'https://b.io' }];
    expect(names({ url: 'https://c.io', description: 'New' }, ...old)).toEqual(['new', ...names(...old)]);
  });
});

describe('an operation', () => {
  const descriptor = (document: unknown) =>
    partOf(emittedFile(document, 'pets.ts'), 'const listPetsOperation');
  const root = { url: 'https://api.io' };

  test('has a server of its own, which wins over that of its path, which wins over that of the API', () => {
    const own = { servers: [{ url: 'https://own.io' }] };
    const path = { servers: [{ url: 'https://path.io/x' }] };
    expect(descriptor(served([root], path, own))).toContain("  server: 'own.io',");
    expect(descriptor(served([root], path))).toContain("  server: 'path.io',");
    expect(sdkOf(served([root], path))).toContain(
      "    'path.io': {\n      default: 'https://path.io/x',\n    },",
    );
  });

  test('says nothing where its path repeats what the API says', () => {
    expect(descriptor(served([root], { servers: [{ url: 'https://api.io/' }] }))).not.toContain('server');
  });
});

describe('the options of a client', () => {
  const env = { env: { default: 'live', enum: ['live', 'test'], description: 'Which data.' } };

  test('have nothing to choose where there is one plain server', () => {
    expect(optionsOf(served([{ url: 'https://a.io' }]))).toBe(
      '/** What a client of Pets takes. */\nexport type ApiOptions = ClientOptions<Resource, never, keyof operations>;\n\n',
    );
  });

  test('name the servers, and what each leaves open', () => {
    const servers = [
      { url: 'https://{env}.a.io', name: 'cloud', variables: env },
      { url: 'https://{host}', name: 'onSite', variables: { host: { default: 'localhost' } } },
      { url: 'https://old.a.io', name: 'old', description: 'Until 2030.' },
    ];
    const own = { servers: [{ url: 'https://up.a.io' }] };
    expect(optionsOf(served(servers, {}, own))).toMatchInlineSnapshot(`
      "/** What a client of Pets takes. */
      export type ApiOptions = ClientOptions<Resource, never, keyof operations> & ServerChoice & {
        /**
         * Absolute URLs instead of the servers that single operations have for themselves. Left out:
         * \`baseUrl\` where that is given, else what the spec says.
         */
        readonly baseUrls?: {
          readonly 'up.a.io'?: string;
        };
      };

      /** The server, and what its URL leaves open. */
      export type ServerChoice =
        | {
            /** \`https://{env}.a.io\` */
            readonly server?: 'cloud';
            /** What the URL of the server leaves open. */
            readonly variables?: {
              /** Which data. Default \`live\`. */
              readonly env?: 'live' | 'test';
            };
          }
        | {
            /** \`https://{host}\` */
            readonly server: 'onSite';
            /** What the URL of the server leaves open. */
            readonly variables?: {
              /** Default \`localhost\`. */
              readonly host?: string;
            };
          }
        | {
            /** Until 2030. \`https://old.a.io\` */
            readonly server: 'old';
          };

      "
    `);
  });
});
