import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import {
  type Client,
  type ClientOptions,
  closeShared,
  createClient,
  type OptionsSource,
  useSingleton,
} from '../../src/runtime/index.ts';
import { getContact, type Resource, sdk } from '../support/sdk.ts';
import { quiet } from '../support/time.ts';
import { aReply, fakeWire } from '../support/wire.ts';

const opened: Client<Resource>[] = [];
let apis = 0;

afterEach(async () => {
  for (const client of opened.splice(0)) await client.close();
  vi.resetModules();
});

/** An API of its own for each test: clients are found by the API's name. */
function anApi() {
  apis += 1;
  const api = { ...sdk, name: `api-${apis}` };
  const logger = { info: vi.fn(), warn: vi.fn() };
  const options: ClientOptions<Resource> = { transport: fakeWire(), logger };
  const create = (given: ClientOptions<Resource>) => createClient(api, given);
  const use = async (source?: OptionsSource<ClientOptions<Resource>>): Promise<Client<Resource>> => {
    const client = await useSingleton(api, source, create);
    opened.push(client);
    return client;
  };
  return { api, logger, options, create, use };
}

test('concurrent first callers share one client, and its options are asked for once', async () => {
  const { options, use } = anApi();
  const source = vi.fn(async () => options);

  const clients = await Promise.all([use(source), use(source), use(source)]);

  expect(new Set(clients).size).toBe(1);
  expect(source).toHaveBeenCalledOnce();
});

test('later callers need no options', async () => {
  const { options, use } = anApi();
  expect(await use(options)).toBe(await use());
});

test('a first caller without options is told what to do', async () => {
  const { api, use } = anApi();
  await expect(use()).rejects.toMatchObject({
    code: 'INVALID_OPTIONS',
    message: `\`useClient(options)\` must be options, the first time the ${api.name} client is used in a process, got undefined.`,
  });
});

test('its start is logged once, without secrets', async () => {
  const { api, logger, options, use } = anApi();
  await use(options);
  await use(options);
  expect(logger.info.mock.calls).toEqual([
    [`breakwater: ${api.name} client started, base URL https://api.example.com/v1`],
  ]);
});

test('a start that fails lets the next caller try', async () => {
  const { options, use } = anApi();
  await expect(use(() => Promise.reject(new Error('vault is sealed')))).rejects.toThrow('vault is sealed');
  await expect(use({ ...options, resilience: { timeout: { totalMs: 0 } } })).rejects.toMatchObject({
    code: 'INVALID_OPTIONS',
  });
  await expect(use(options)).resolves.toMatchObject({ baseUrl: 'https://api.example.com/v1' });
});

test('clients of different APIs are different clients', async () => {
  const [one, other] = [anApi(), anApi()];
  expect(await one.use(one.options)).not.toBe(await other.use(other.options));
});

test('it survives the module being loaded again', async () => {
  const { api, create, options, use } = anApi();
  const before = await use(options);
  vi.resetModules();
  const again: typeof import('../../src/runtime/singleton.ts') = await import(
    '../../src/runtime/singleton.ts'
  );

  expect(again.useSingleton).not.toBe(useSingleton);
  expect(await again.useSingleton(api, undefined, create)).toBe(before);
});

test('closing removes it: the next caller makes a new one', async () => {
  const { options, use } = anApi();
  const first = await use(options);

  await first.close();
  const second = await use(options);

  expect(second).not.toBe(first);
  await expect(getContact(first, { contactId: 'c1' })).rejects.toMatchObject({ code: 'CLIENT_CLOSED' });
});

test('closing an old one again leaves its successor alone', async () => {
  const { options, use } = anApi();
  const first = await use(options);
  await first.close();
  const second = await use(options);

  await first.close();

  expect(await use()).toBe(second);
});

test('what closes everything that is shared closes it, and waits for one that is still starting', async () => {
  const { options, use } = anApi();
  const { promise, resolve } = Promise.withResolvers<typeof options>();
  const starting = use(() => promise);

  const closing = closeShared();
  resolve(options);
  await closing;

  await expect(getContact(await starting, { contactId: 'c1' })).rejects.toMatchObject({
    code: 'CLIENT_CLOSED',
  });
  expect(await use(options)).not.toBe(await starting);
});

test('a client in a block is closed, and removed, when the block ends', async () => {
  const { options, use } = anApi();
  const first = await use(options);
  await first[Symbol.asyncDispose]();
  expect(await use(options)).not.toBe(first);
});

test('calls go through it as through any client', async () => {
  const { api, create } = anApi();
  const wire = fakeWire();
  wire.always(() => aReply(200, { id: 'c1' }));
  const options = { transport: wire, logger: { info: () => {}, warn: () => {} } };
  const client = await useSingleton(api, options, create);
  opened.push(client);
  await expect(getContact(client, { contactId: 'c1' })).resolves.toEqual({ id: 'c1' });
  await quiet();
});

const script = fileURLToPath(new URL('../support/singleton-process.ts', import.meta.url));

/** A process with a client, once it has said that it is ready. */
async function aProcess(mode: string) {
  const child = spawn(process.execPath, [script, mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8');
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', (text: string) => {
      output += text;
      if (output.includes('ready')) resolve();
    });
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, output }));
  await ready;
  return { child, ended };
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends the process by that signal, after closing the client',
  async (signal) => {
    const { child, ended } = await aProcess('alone');
    child.kill(signal);
    expect(await ended).toEqual({ code: null, signal, output: 'ready\ncancelled\n' });
  },
);

test('where the application shuts down on the signal itself, its calls end, and it decides when to go', async () => {
  const { child, ended } = await aProcess('shutting-down');
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 7, signal: null, output: 'ready\nanswered\nshut down\n' });
});

test('a client that nobody uses does not keep its process alive', async () => {
  const { ended } = await aProcess('idle');
  expect(await ended).toEqual({ code: 0, signal: null, output: 'ready\n' });
});
