import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isPrivateAddress } from '../../generator/src/addresses.ts';
import { type IntakeOptions, takeIn } from '../../generator/src/intake.ts';
import { ProblemError } from '../../generator/src/problem.ts';
import { headersFrom } from '../../generator/src/reach.ts';
import { aSite } from './site.ts';
import { aDocument, json, withOperation } from './support.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakwater-remote-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const petAt = (reference: string) => withOperation({ responses: { 200: json({ $ref: reference }) } });

async function problemsOf(spec: string, options: IntakeOptions = {}): Promise<string[]> {
  const { problems } = await takeIn(spec, options);
  return problems().map(({ what }) => what);
}

async function refusalOf(spec: string, options: IntakeOptions = {}): Promise<string> {
  const error = await takeIn(spec, options).catch((reason: unknown) => reason);
  if (!(error instanceof ProblemError)) throw error;
  return `${error.problem.file}: ${error.problem.what}`;
}

describe('a spec at a URL', () => {
  test('is read, and so is what it refers to at its own origin', async () => {
    const site = await aSite({
      '/v1/api.json': petAt('schemas/pet.json'),
      '/v1/schemas/pet.json': { type: 'string' },
    });
    const { document, problems } = await takeIn(`${site.origin}/v1/api.json`);
    expect(problems()).toEqual([]);
    expect(document.components).toEqual({ schemas: { Pet: { type: 'string' } } });
  });

  test('is asked for with the headers given, and no other origin sees them', async () => {
    const other = await aSite({ '/pet.json': { type: 'string' } });
    const site = await aSite({ '/api.json': petAt(`${other.origin}/pet.json`) });
    const options = { headers: { authorization: 'Bearer secret' }, allowRemote: [other.origin] };
    expect(await problemsOf(`${site.origin}/api.json`, options)).toEqual([]);
    expect(site.asked[0]?.headers.authorization).toBe('Bearer secret');
    expect(other.asked[0]?.headers.authorization).toBeUndefined();
  });

  test('is followed where it moved, and then that is where it came from', async () => {
    const site = await aSite({
      '/latest': { redirect: '/v2/api.json' },
      '/v2/api.json': petAt('pet.json'),
      '/v2/pet.json': { type: 'string' },
    });
    expect(await problemsOf(`${site.origin}/latest`)).toEqual([]);
  });

  test('does not name the credentials and the token of its URL', async () => {
    const site = await aSite({ '/api.json?token=secret': petAt('#/nowhere') });
    const url = `${site.origin}/api.json?token=secret`.replace('//', '//user:password@');
    const { problems } = await takeIn(url);
    expect(problems().map(({ file }) => file)).toEqual([`${site.origin}/api.json`]);
  });

  test.each([
    ['404', { status: 404 }, 'The server answered 404.'],
    ['401', { status: 401 }, 'The server answered 401.'],
    ['an endless redirect', { redirect: '/api.json' }, 'It redirects more than 5 times.'],
    ['a redirect to a file', { redirect: 'file:///etc/passwd' }, 'file: is no scheme a spec is read by.'],
    ['what is too large', 'x'.repeat(2000), 'The spec is larger than 0 MB.'],
    ['nothing', 'never', 'No whole answer within 0.2 s.'],
  ])('that answers %s is refused', async (_, answer, expected) => {
    const site = await aSite({ '/api.json': answer });
    const options = { maxBytes: 1000, timeoutMs: 200 };
    expect(await refusalOf(`${site.origin}/api.json`, options)).toContain(expected);
  });

  test.each([
    ['404', { status: 404 }, 'Correct the URL.'],
    ['401', { status: 401 }, 'Give credentials in BREAKWATER_SPEC_HEADERS'],
    ['503', { status: 503 }, 'Try later.'],
    ['a page that asks for a login', '<!DOCTYPE html>\n<title>Login</title>', 'set BREAKWATER_SPEC_HEADERS.'],
  ])('that answers %s says what to do', async (_, answer, expected) => {
    const site = await aSite({ '/api.json': answer });
    const error: unknown = await takeIn(`${site.origin}/api.json`).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ problem: { mend: expect.stringContaining(expected) } });
  });

  test('that cannot be reached says why in words', async () => {
    const site = await aSite();
    const { port } = new URL(site.origin);
    expect(await refusalOf(`https://127.0.0.1:${port}/api.json`)).toContain(
      'the server does not speak TLS there',
    );
    expect(await refusalOf('http://127.0.0.1:1/api.json')).toContain('nothing listens there');
    expect(await refusalOf('http://nobody.invalid/api.json')).toContain('nobody knows a server of this name');
  });

  test('may not be redirected to another private address', async () => {
    const inside = await aSite({ '/secrets.json': aDocument() });
    const site = await aSite({ '/api.json': { redirect: `${inside.origin}/secrets.json` } });
    expect(await refusalOf(`${site.origin}/api.json`)).toContain('is a private address');
    expect(inside.asked).toEqual([]);
  });

  test('cannot refer to a local file', async () => {
    await writeFile(join(folder, 'secret.json'), '{ "type": "string" }');
    const site = await aSite({ '/api.json': petAt(`file://${folder}/secret.json`) });
    expect(await problemsOf(`${site.origin}/api.json`)).toEqual([
      `Remote reference file://${folder}/secret.json is not followed.`,
    ]);
  });
});

describe('a reference to another origin', () => {
  test('is not followed unless it is allowed', async () => {
    const other = await aSite({ '/pet.json': { type: 'string' } });
    const site = await aSite({ '/api.json': petAt(`${other.origin}/pet.json`) });
    const [what] = await problemsOf(`${site.origin}/api.json`);
    expect(what).toBe(
      `${other.origin}/pet.json is not read: ${other.origin} may not be read: the spec is not from there.`,
    );
    expect(other.asked).toEqual([]);
  });

  test('is not followed to where nobody allowed it to redirect', async () => {
    const third = await aSite({ '/pet.json': { type: 'string' } });
    const other = await aSite({ '/pet.json': { redirect: `${third.origin}/pet.json` } });
    const site = await aSite({ '/api.json': petAt(`${other.origin}/pet.json`) });
    const [what] = await problemsOf(`${site.origin}/api.json`, { allowRemote: [other.origin] });
    expect(what).toContain(`${third.origin} may not be read`);
    expect(third.asked).toEqual([]);
  });

  test.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433'])(
    'of a local spec never leads to %s',
    async (host) => {
      const inside = await aSite({ '/pet.json': { type: 'string' } });
      const origin = inside.origin.replace('127.0.0.1', host);
      const spec = join(folder, 'api.json');
      await writeFile(spec, JSON.stringify(petAt(`${origin}/pet.json`)));
      const [what] = await problemsOf(spec, { allowRemote: [origin] });
      expect(what).toContain('is a private address');
      expect(inside.asked).toEqual([]);
    },
  );

  test('in an example is data, and nobody is asked', async () => {
    const other = await aSite();
    const content = { 'application/json': { schema: {}, example: { $ref: `${other.origin}/x.json` } } };
    const document = withOperation({ responses: { 200: { description: '', content } } });
    const site = await aSite({ '/api.json': document });
    expect(await problemsOf(`${site.origin}/api.json`, { allowRemote: [other.origin] })).toEqual([]);
    expect(other.asked).toEqual([]);
  });
});

test.each([
  ['10.1.2.3', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['8.8.8.8', false],
  ['::1', true],
  ['::ffff:10.0.0.1', true],
  ['64:ff9b::a00:1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['2606:4700::1111', false],
])('%s is private: %s', (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});

test.each([
  [undefined, {}],
  ['{"Authorization":"Bearer x"}', { Authorization: 'Bearer x' }],
])('headers of the environment variable %j are %j', (value, expected) => {
  expect(headersFrom({ BREAKWATER_SPEC_HEADERS: value })).toEqual(expected);
});

test.each(['Bearer x', '["a"]', '{"a":1}'])('%s in the environment is refused', (value) => {
  expect(() => headersFrom({ BREAKWATER_SPEC_HEADERS: value })).toThrow('This is no JSON object of texts.');
});

test('what is no origin cannot be allowed', async () => {
  const spec = join(folder, 'api.json');
  await writeFile(spec, JSON.stringify(aDocument()));
  expect(await refusalOf(spec, { allowRemote: ['example.com'] })).toContain('is no origin');
});
