/** `breakwater contract` as a user has it: what passes, what is found out, and what it says when it cannot. */

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { aCommandLine } from '../command-line.ts';
import { runtime } from '../compile.ts';
import { aDocument, anOperation, json } from '../support.ts';

const { generate, given, path, read, run } = aCommandLine();
const execute = promisify(execFile);
const bin = fileURLToPath(new URL('../../../generator/bin/breakwater.js', import.meta.url));
const pet = { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 2 } } };

function pets() {
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const get = anOperation({ parameters: [limit], responses: { 200: json({ type: 'array', items: pet }) } });
  const post = anOperation({
    operationId: 'addPet',
    requestBody: { required: true, content: { 'application/json': { schema: pet } } },
    responses: { 201: json(pet), 409: json({ type: 'object' }) },
  });
  const remove = anOperation({
    operationId: 'removePet',
    parameters: [id],
    responses: { 204: { description: '' } },
  });
  return aDocument({ paths: { '/pets': { get, post }, '/pets/{id}': { delete: remove } } });
}

/** The runtime with a transport that does something wrong. */
function broken(transport: string): string {
  const real = JSON.stringify(pathToFileURL(runtime).href);
  return `export * from ${real};
import { createClient as real } from ${real};
export const createClient = (sdk, options) => real(sdk, { ...options, transport: ${transport} });
`;
}

describe('an SDK that keeps the contract', () => {
  test('passes, operation by operation', async () => {
    await given('spec', pets());
    expect(await run(['contract', '~/spec', '--all'])).toEqual({
      code: 0,
      printed: `~/spec against Prism

  ✓ pets        3 operations    12 calls

  ✓ GET    /pets  listPets
  ✓ POST   /pets  addPet
  ✓ DELETE /pets/{id}  removePet

3 operations passed, 0 violated, 0 unreachable (12 calls judged, 0 not) in 0.0 s
`,
    });
  });

  test('is reported as JUnit XML and as JSON', async () => {
    await given('spec', pets());
    const { printed } = await run(['contract', '~/spec', '--json', '--junit', '~/junit.xml']);
    expect(JSON.parse(printed)).toMatchObject({ operations: { passed: 3, violated: 0, unreachable: 0 } });
    expect(await read('junit.xml')).toMatch(/^<\?xml .*\n<testsuites .* tests="12" failures="0" errors="0"/);
  });

  test.each([301, 302, 303, 307, 308])(
    'a documented %d is the answer, wherever its Location leads',
    async (status) => {
      const location = {
        required: true,
        schema: { type: 'string' },
        example: 'http://elsewhere.invalid/pets',
      };
      const get = anOperation({
        responses: { [status]: { description: '', headers: { Location: location } } },
      });
      await given('spec', aDocument({ paths: { '/pets': { get } } }));
      const { code, printed } = await run(['contract', '~/spec']);
      expect([code, printed]).toEqual([0, expect.stringContaining('1 operation passed, 0 violated')]);
    },
  );
});

describe('what Prism itself trips over is no reason not to judge', () => {
  test.each(['/pets#list', '/pets?beta=true'])('a template such as %s', async (template) => {
    const limit = { name: 'limit', in: 'query', required: true, schema: { type: 'integer', maximum: 50 } };
    const get = anOperation({ parameters: [limit], responses: { 200: json(pet), 404: { description: '' } } });
    await given('spec', aDocument({ paths: { [template]: { get } } }));
    const { code, printed } = await run(['contract', '~/spec']);
    expect([code, printed]).toEqual([
      0,
      expect.stringContaining('1 operation passed, 0 violated, 0 unreachable'),
    ]);
    expect(printed).toContain('calls judged, 0 not)');
    await given(
      'runtime.ts',
      broken(`(request) => fetch(request.url.replace(/limit=[0-9]+/, 'limit=51'), request)`),
    );
    const again = await run(['contract', '~/spec', '--runtime', path('runtime.ts')]);
    expect([again.code, again.printed]).toEqual([1, expect.stringContaining('must be <= 50 (maximum)')]);
  });

  test('an optional list in a header, which is not sent', async () => {
    const list = { name: 'X-Beta', in: 'header', schema: { type: 'array', items: { type: 'string' } } };
    await given('spec', aDocument({ paths: { '/pets': { get: anOperation({ parameters: [list] }) } } }));
    const { code, printed } = await run(['contract', '~/spec']);
    expect([code, printed]).toEqual([0, expect.stringContaining('calls judged, 0 not)')]);
  });

  test('a range of content types', async () => {
    const image = { description: '', content: { 'image/*': {} } };
    const get = anOperation({ responses: { 200: image, 404: { description: '', content: { '*/*': {} } } } });
    await given('spec', aDocument({ paths: { '/photo': { get } } }));
    const { code, printed } = await run(['contract', '~/spec']);
    expect([code, printed]).toEqual([0, expect.stringContaining('(2 calls judged, 0 not)')]);
  });
});

describe('an SDK that breaks it is found out', () => {
  test('where its requests break a rule: what was sent, and which rule', async () => {
    await given('spec', pets());
    await given('runtime.ts', broken(`(request) => fetch(new Request(request.url + '?limit=0', request))`));
    const { code, printed } = await run(['contract', '~/spec', '--runtime', path('runtime.ts')]);
    expect(code).toBe(1);
    expect(printed).toContain('✗ listPets  GET /pets');
    expect(printed).toContain(
      'required input: query.limit: Request query parameter limit must be >= 1 (minimum)',
    );
    expect(printed).toContain('→ GET /pets?limit=0');
  });

  test('where it gives back another reply than came', async () => {
    await given('spec', pets());
    const transport = `async (request) => {
      const response = await fetch(request);
      return response.status === 201 ? Response.json({ name: 'other' }, { status: 201 }) : response;
    }`;
    await given('runtime.ts', broken(transport));
    const { code, printed } = await run(['contract', '~/spec', '--runtime', path('runtime.ts')]);
    expect(code).toBe(1);
    expect(printed).toContain('the decoded body is not the JSON that was sent (body)');
    expect(printed).toContain('2 operations passed, 1 violated, 0 unreachable');
  });
});

describe('an SDK that is there already', () => {
  test.each(['ts', 'js', 'none'])(
    'is imported by Node itself, whatever its imports end in: %s',
    async (ending) => {
      await given('spec', pets());
      await given('package.json', { type: 'module' });
      await generate('--runtime', runtime, '--import-extension', ending);
      const { stdout } = await execute(process.execPath, [
        bin,
        ...['contract', path('spec'), '--sdk', path('sdk')],
      ]);
      expect(stdout).toContain('3 operations passed, 0 violated');
    },
  );

  test('of another spec is refused in one sentence', async () => {
    await given('spec', aDocument({ paths: { '/pets': { get: anOperation({}) } } }));
    await given('package.json', { type: 'module' });
    await generate('--runtime', runtime);
    await given('spec', pets());
    const { code, printed } = await run(['contract', '~/spec', '--sdk', path('sdk')]);
    expect([code, printed]).toEqual([1, expect.stringContaining('It has no addPet (POST /pets)')]);
  });

  test('is missed in one sentence', async () => {
    await given('spec', pets());
    const { code, printed } = await run(['contract', '~/spec', '--sdk', path('nowhere')]);
    expect([code, printed]).toEqual([1, expect.stringContaining('There is no SDK: it has neither')]);
  });
});

describe('under faults', () => {
  test('the runtime does what it promises: each of them is a case of each operation', async () => {
    await given('spec', pets());
    const { code, printed } = await run(['contract', '~/spec', '--faults', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({ cases: { passed: 18, violated: 0, unreachable: 0 } });
  });

  test('a file that is sent as a stream is sent once, whatever the method', async () => {
    const put = anOperation({
      requestBody: { required: true, content: { 'application/octet-stream': {} } },
      responses: { 204: { description: '' } },
    });
    await given('spec', aDocument({ paths: { '/photo': { put } } }));
    const { code, printed } = await run(['contract', '~/spec', '--faults', '--json']);
    expect(code).toBe(0);
    expect(printed).toContain('"connection reset, sent as a stream"');
  });

  test.each([
    ['repeats what it must not', 'options.resilience.retry', "{ 'idempotency-key': 'x' }", 'addPet'],
    ['repeats nothing', 'false', '{}', 'listPets'],
  ])('a runtime that %s is found out', async (_, retry, headers, operation) => {
    const real = JSON.stringify(pathToFileURL(runtime).href);
    const careless = `export * from ${real};
import { createClient as real } from ${real};
export const createClient = (sdk, options) => real(sdk, {
  ...options,
  headers: ${headers},
  transport: (request) => {
    const sent = new Request(request);
    sent.headers.delete('idempotency-key');
    return options.transport(sent);
  },
  resilience: { ...options.resilience, retry: ${retry} },
});
`;
    await given('spec', pets());
    await given('runtime.ts', careless);
    const { code, printed } = await run(['contract', '~/spec', '--faults', '--runtime', path('runtime.ts')]);
    expect(code).toBe(1);
    expect(printed).toMatch(new RegExp(`✗ ${operation} `));
    expect(printed).toMatch(/500: runtime: it was sent \d times, not \d \(attempts\)/);
  });
});

describe('against a real server', () => {
  test('only what is safe is sent, its answers are judged, and given headers are in no report', async () => {
    const asked: string[] = [];
    const server = await aServer((request, response) => {
      asked.push(`${request.method} ${request.headers['x-secret']}`);
      response.writeHead(200, { 'content-type': 'application/json' }).end('[{ "name": "x" }]');
    });
    await given('spec', pets());
    const { code, printed } = await against(server, '--header', 'X-Secret: hush');
    expect(code).toBe(1);
    expect(new Set(asked)).toEqual(new Set(['GET hush']));
    expect(printed).toContain('minLength');
    expect(printed).not.toContain('hush');
  });

  test('a path that begins with two slashes, and its query, arrive there as they are', async () => {
    const asked: (string | undefined)[] = [];
    const server = await aServer((request, response) => {
      asked.push(request.url);
      response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
    });
    const q = { name: 'q', in: 'query', required: true, schema: { type: 'string', enum: ['a b+c'] } };
    const get = anOperation({ parameters: [q], responses: { 200: json({ type: 'array' }) } });
    await given('spec', aDocument({ paths: { '//other.invalid/pets': { get } } }));
    await against(`${server}/v1/`);
    expect(new Set(asked)).toEqual(new Set(['/v1//other.invalid/pets?q=a%20b%2Bc']));
  });

  describe.each([301, 302, 303, 307, 308])('that answers %d', (status) => {
    async function redirecting() {
      const strangers: unknown[] = [];
      const stranger = await aServer((request, response) => {
        strangers.push(request.headers);
        response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
      });
      const server = await aServer((_, response) => {
        response.writeHead(status, { location: `${stranger}/elsewhere` }).end();
      });
      return { server, strangers };
    }

    test('is not followed: another origin sees nothing, and the status is not the documented one', async () => {
      const { server, strangers } = await redirecting();
      await given('spec', pets());
      const { code, printed } = await against(server, '--header', 'Authorization: Bearer hush');
      expect(strangers).toEqual([]);
      expect([code, printed]).toEqual([1, expect.stringContaining('"rule": "status"')]);
      expect(JSON.parse(printed)).toMatchObject({ cases: { passed: 0, unreachable: 0 } });
    });

    test('keeps a contract that has it', async () => {
      const { server, strangers } = await redirecting();
      const get = anOperation({ responses: { [status]: { description: '' } } });
      await given('spec', aDocument({ paths: { '/pets': { get } } }));
      const { code, printed } = await against(server);
      expect([code, strangers]).toEqual([0, []]);
      expect(JSON.parse(printed)).toMatchObject({ cases: { passed: 1, violated: 0, unreachable: 0 } });
    });
  });

  test('its events are those that are read', async () => {
    const server = await aServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: {"name": "Rex"\n\n');
    });
    const data = { type: 'string', contentMediaType: 'application/json', contentSchema: pet };
    const event = { type: 'object', properties: { data } };
    const get = anOperation({
      responses: { 200: { description: '', content: { 'text/event-stream': { itemSchema: event } } } },
    });
    await given('spec', aDocument({ openapi: '3.2.0', paths: { '/pets': { get } } }));
    const { code, printed } = await against(server);
    expect([code, printed]).toEqual([1, expect.stringContaining('reading the stream threw')]);
  });

  test.each([
    ['no JSON, though it says so', 'application/json', '[{ "name": "Rex"'],
    ['another content type than the documented', 'text/html', '<p>Rex</p>'],
  ])('its reply that is %s is a violation', async (_, mediaType, body) => {
    const server = await aServer((_, response) => {
      response.writeHead(200, { 'content-type': mediaType }).end(body);
    });
    await given('spec', pets());
    const { code, printed } = await against(server);
    expect(code).toBe(1);
    expect(JSON.parse(printed)).toMatchObject({ operations: { passed: 0, violated: 1, unreachable: 0 } });
  });

  test('that does not answer is no fault of anybody, and says why', async () => {
    const server = await aServer((_, response) => response.destroy());
    await given('spec', pets());
    const { code, printed } = await against(server);
    expect([code, printed]).toEqual([
      1,
      expect.stringContaining(`"${server} did not answer: other side closed."`),
    ]);
    expect(JSON.parse(printed)).toMatchObject({ operations: { passed: 0, violated: 0, unreachable: 1 } });
  });

  /** Where it listens. */
  async function aServer(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  function against(server: string, ...args: readonly string[]) {
    return run(['contract', '~/spec', '--against', server, '--json', ...args]);
  }
});

describe('what it cannot do', () => {
  test.each([
    [['--faults', '--against', 'http://a'], '--faults asks no server: it cannot be used with --against.'],
    [['--agains', 'x'], 'There is no --agains. Did you mean --against?'],
    [['--parallel', 'all'], '--parallel is a whole number from 1 to 64; found all.'],
    [['--against', 'api'], '--against is the URL of a server, such as https://api.example.com; found api.'],
    [
      ['--against', 'https://hush@api.example.com'],
      "--against has no user, password or query: credentials are given as --header 'Authorization: Basic …'.",
    ],
    [['--header', 'hush'], "--header is a name and a value: --header 'Authorization: Bearer …'."],
  ])('%j is answered with one sentence', async (args, sentence) => {
    await given('spec', pets());
    const { code, printed } = await run(['contract', '~/spec', ...args]);
    expect([code, printed.split('\n')[0]]).toEqual([2, `! breakwater: ${sentence}`]);
  });

  test('a report that has no place is refused before anything is called', async () => {
    await given('spec', pets());
    const { code, printed } = await run(['contract', '~/spec', '--junit', '~/nowhere/junit.xml']);
    expect(code).toBe(1);
    expect(printed).toBe(
      '! breakwater: The file cannot be written: the folder for it is not there.\n  at ~/nowhere/junit.xml\n  Make it writable, or choose another place.\n',
    );
  });

  test('a report never takes the place of what is none', async () => {
    await given('spec', pets());
    const before = await read('spec');
    const { code, printed } = await run(['contract', '~/spec', '--junit', '~/spec']);
    expect([code, await read('spec')]).toEqual([1, before]);
    expect(printed).toContain('This is no JUnit report, and would be overwritten.');
  });

  test('a runtime that is not there says how to get it', async () => {
    await given('spec', pets());
    const { code, printed } = await run(['contract', '~/spec', '--runtime', 'breakwater-of-nobody']);
    expect(code).toBe(1);
    expect(printed).toContain('The runtime breakwater-of-nobody is not installed in this project.');
  });
});
