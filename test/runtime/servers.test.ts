import { Keyv } from 'keyv';
import { describe, expect, test } from 'vitest';
import { InvalidRequestError, OptionsError } from '../../src/runtime/errors.ts';
import {
  bearer,
  createClient,
  httpClient,
  type Operation,
  type Sdk,
  type SdkOptions,
} from '../../src/runtime/index.ts';
import { baseUrlsOf } from '../../src/runtime/servers.ts';
import { fakeWire } from '../support/wire.ts';

const region = { default: 'eu', enum: ['eu', 'us'] };
const sdk: Sdk = {
  name: 'files-api',
  servers: {
    production: { url: 'https://{region}.example.com/v1/', variables: { region } },
    sandbox: 'https://sandbox.example.com',
    onSite: {
      url: 'https://{host}:{port}/{base}',
      variables: { host: {}, port: { default: '8443' }, base: { default: 'v2' } },
    },
    here: '/automation/api',
    anywhere: { url: '{endpoint}/v3', variables: { endpoint: { default: '' } } },
    chosen: { url: '{scheme}://example.com', variables: { scheme: { default: 'https' } } },
  },
  ownServers: {
    uploads: {
      production: { url: 'https://uploads.{zone}.example.com', variables: { zone: { default: 'a' } } },
      sandbox: 'https://uploads.sandbox.example.com/',
    },
    local: { default: '/local' },
  },
  resources: [],
  ttl: {},
};

function refusalOf(options: object): string {
  try {
    createClient(sdk, options as SdkOptions);
  } catch (error) {
    if (error instanceof OptionsError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('the base URL', () => {
  test.each<[string, SdkOptions, string]>([
    ['is the first server with its defaults', {}, 'https://eu.example.com/v1'],
    ['has the variables that are given', { variables: { region: 'us' } }, 'https://us.example.com/v1'],
    ['is that of the server chosen by name', { server: 'sandbox' }, 'https://sandbox.example.com'],
    [
      'keeps a path and a port',
      { server: 'onSite', variables: { host: '10.0.0.1' } },
      'https://10.0.0.1:8443/v2',
    ],
    [
      'takes an IPv6 host',
      { server: 'onSite', variables: { host: '[::1]', port: '80' } },
      'https://[::1]:80/v2',
    ],
    [
      'has what a path cannot hold percent-encoded',
      { server: 'onSite', variables: { host: 'h', base: 'a?b#c%2F' } },
      'https://h:8443/a%3Fb%23c%252F',
    ],
    [
      'may be a variable itself',
      { server: 'anywhere', variables: { endpoint: 'http://h:1/x' } },
      'http://h:1/x/v3',
    ],
    [
      'has the scheme that is given',
      { server: 'chosen', variables: { scheme: 'http' } },
      'http://example.com',
    ],
    ['is what the user says, whatever the server', { server: 'here', baseUrl: 'http://h/m/' }, 'http://h/m'],
  ])('%s', (_claim, options, expected) => {
    expect(baseUrlsOf(sdk, options).baseUrl).toBe(expected);
  });
});

test('what does not fit is refused by its name, with what was expected there', () => {
  const onSite = (variables: object) => ({ server: 'onSite', variables: { host: 'h', ...variables } });
  const refused: readonly object[] = [
    { server: 'staging' },
    { server: 'toString' },
    { variables: { regoin: 'eu' } },
    { variables: { constructor: 'eu' } },
    { variables: { region: 'mars' } },
    { variables: { region: 1 } },
    { server: 'sandbox', variables: { region: 'eu' } },
    { server: 'here' },
    { server: 'onSite' },
    { server: 'anywhere' },
    { server: 'chosen', variables: { scheme: 'ftp' } },
    { baseUrls: { downloads: 'https://example.com' } },
    { baseUrls: { uploads: 'example.com' } },
    ...['evil.com/', 'evil.com#', 'evil.com?', 'me@evil.com', 'evil\\', 'a b', 'ev\til', '%2f', ''].map(
      (host) => onSite({ host }),
    ),
    onSite({ port: '80x' }),
    ...['..', 'a/..', 'a/b'].map((base) => onSite({ base })),
    { server: 'anywhere', variables: { endpoint: 'https://me:pw@evil.com' } },
    { server: 'anywhere', variables: { endpoint: 'https://evil.com/?' } },
    { server: 'anywhere', variables: { endpoint: 'java\nscript:' } },
  ];

  expect(refused.map(refusalOf).join('\n')).toMatchInlineSnapshot(`
    "\`server\` must be one of production, sandbox, onSite, here, anywhere, chosen, got "staging".
    \`server\` must be one of production, sandbox, onSite, here, anywhere, chosen, got "toString".
    \`variables.regoin\` must be one of region, zone, got "an unknown variable".
    \`variables.constructor\` must be one of region, zone, got "an unknown variable".
    \`variables.region\` must be one of eu, us, got "mars".
    \`variables.region\` must be a string, got 1.
    \`variables\` must be left out: the spec leaves no choice here, got "region".
    \`baseUrl\` must be set, since the spec's server \`here\` (/automation/api) does not say where it is, got undefined.
    \`baseUrl\` must be set, or \`variables.host\`, \`variables.port\`, \`variables.base\`, since the spec's server \`onSite\` (https://{host}:{port}/{base}) does not say where it is, got undefined.
    \`baseUrl\` must be set, or \`variables.endpoint\`, since the spec's server \`anywhere\` ({endpoint}/v3) does not say where it is, got undefined.
    \`variables.scheme\` must be http or https, got "ftp".
    \`baseUrls.downloads\` must be one of uploads, local, got "an unknown server".
    \`baseUrls.uploads\` must be an absolute http: or https: URL, got "example.com".
    \`variables.host\` must be a part of a host: letters, digits, \`.\`, \`-\`, \`_\`, or a port, got "evil.com/".
    \`variables.host\` must be a part of a host: letters, digits, \`.\`, \`-\`, \`_\`, or a port, got "evil.com#".
    \`variables.host\` must be a part of a host: letters, digits, \`.\`, \`-\`, \`_\`, or a port, got "evil.com?".
    \`variables.host\` must be a part of a host: letters, digits, \`.\`, \`-\`, \`_\`, or a port, got "me@evil.com".
    \`variables.host\` must be a part of a host: letters, digits, \`.\`, \`-\`, \`_\`, or a port, got "evil\\\\".
    \`variables.host\` must be a part of a host: letters, digits, \`.\`, \`-\`, \`_\`, or a port, got "a b".
    \`variables.host\` must be a part of a host: letters, digits, \`.\`, \`-\`, \`_\`, or a port, got "ev\\til".
    \`variables.host\` must be a part of a host: letters, digits, \`.\`, \`-\`, \`_\`, or a port, got "%2f".
    \`variables.host\` must be a part of a host: letters, digits, \`.\`, \`-\`, \`_\`, or a port, got "".
    \`variables\` must be an absolute http: or https: URL, got "https://h:80x/v2".
    \`variables.base\` must be a path that does not climb, got "..".
    \`variables.base\` must be one segment of a path; use \`baseUrl\` for another path, got "a/..".
    \`variables.base\` must be one segment of a path; use \`baseUrl\` for another path, got "a/b".
    \`variables\` must be a URL without user and password (use \`auth: basic(…)\`), got "https://evil.com".
    \`variables\` must be a URL without query and fragment, got "https://evil.com/".
    \`variables.endpoint\` must be a URL without spaces, got "java\\nscript:"."
  `);
});

test('a value in a path may be split only where the spec itself splits one', () => {
  const at = (base: string) =>
    baseUrlsOf(
      { servers: { only: { url: 'https://h/{base}', variables: { base: { default: 'a/b' } } } } },
      { variables: { base } },
    );

  expect(at('c/d').baseUrl).toBe('https://h/c/d');
  expect(() => at('c/../../d')).toThrow(OptionsError);
});

describe('operations with servers of their own', () => {
  const own = (options: SdkOptions) => Object.fromEntries(baseUrlsOf(sdk, options).ownBaseUrls);

  test('go to the first of them', () => {
    expect(own({})).toEqual({ uploads: 'https://uploads.a.example.com', local: undefined });
  });

  test('go to the one that is called like the chosen server', () => {
    expect(own({ server: 'sandbox' })).toMatchObject({ uploads: 'https://uploads.sandbox.example.com' });
  });

  test('take the same variables', () => {
    expect(own({ variables: { region: 'us', zone: 'b' } })).toMatchObject({
      uploads: 'https://uploads.b.example.com',
    });
  });

  test('are moved by `baseUrl` with all others, as a mock or a proxy wants it', () => {
    const baseUrl = 'http://localhost:4010';
    expect(own({ baseUrl })).toEqual({ uploads: baseUrl, local: baseUrl });
  });

  test('are moved alone by `baseUrls`, which wins', () => {
    const baseUrls = { uploads: 'https://ghe.example.com/api/uploads/' };
    expect(own({ baseUrl: 'https://ghe.example.com/api/v3', baseUrls })).toEqual({
      uploads: 'https://ghe.example.com/api/uploads',
      local: 'https://ghe.example.com/api/v3',
    });
  });
});

const upload: Operation = {
  id: 'upload',
  method: 'POST',
  path: '/files',
  server: 'uploads',
  resource: '',
  replies: { 204: null },
};

test('a call goes to the server of its operation', async () => {
  const wire = fakeWire();
  await using client = createClient(sdk, { transport: wire, variables: { zone: 'b' } });
  const pending = client.call(upload, {});
  const attempt = await wire.arrival();
  expect(attempt.request.url).toBe('https://uploads.b.example.com/files');
  attempt.reply(204);
  await pending;
});

test('one whose server the spec does not place fails by itself, and says what to set', async () => {
  await using client = createClient(sdk, { transport: fakeWire() });
  const pending = client.call({ ...upload, server: 'local' }, {});
  await expect(pending).rejects.toThrow(InvalidRequestError);
  await expect(pending).rejects.toThrow(
    'upload has a server of its own, `local`, and the spec does not say where it is: set `baseUrls` when you create the client.',
  );
});

describe('openapi-fetch’s client', () => {
  interface Paths {
    '/files': { post: { responses: { 204: { headers: Record<string, unknown>; content?: never } } } };
  }

  test('goes to the server of the operation, too', async () => {
    const wire = fakeWire();
    wire.always(() => new Response(null, { status: 204 }));
    await using client = createClient(sdk, { transport: wire });
    await httpClient<Paths>(client, [upload]).POST('/files');
    expect(wire.requests.map(({ url }) => url)).toEqual(['https://uploads.a.example.com/files']);
  });

  test('takes no credential to a place that a single call names', async () => {
    const wire = fakeWire();
    await using client = createClient(sdk, { transport: wire, auth: bearer('secret') });
    const pending = httpClient<Paths>(client, [upload]).POST('/files', { baseUrl: 'https://evil.example' });
    await expect(pending).rejects.toThrow(
      'upload was written for another place than https://eu.example.com/v1. Make a client with that `baseUrl`.',
    );
    expect(wire.requests).toEqual([]);
  });
});

test('clients of different own servers share a store, but no entry', async () => {
  const store = new Keyv();
  const wire = fakeWire();
  wire.always(() => Response.json({}));
  const list: Operation = { ...upload, id: 'list', method: 'GET', replies: { 200: 'application/json' } };
  const sourceIn = async (zone: string) => {
    await using client = createClient(sdk, { transport: wire, cache: { store }, variables: { zone } });
    return (await client.call(list, {}).withResponse()).source;
  };

  expect([await sourceIn('a'), await sourceIn('a'), await sourceIn('b')]).toEqual([
    'network',
    'store',
    'network',
  ]);
});
