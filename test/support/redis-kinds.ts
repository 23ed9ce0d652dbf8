/** Redis in its other forms, each of a test's own: a cluster, a sentinel's, one behind TLS. */

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vi } from 'vitest';
import { freePort } from './redis.ts';

const run = promisify(execFile);

/** What a test started, and lets go of when it is over. */
export interface Started<Value> extends AsyncDisposable {
  readonly value: Value;
}

/** A server with more than its port to say, in a directory of its own. */
export async function aServer(options: readonly string[], mode: readonly string[] = []) {
  const directory = await mkdtemp(join(tmpdir(), 'breakwater-redis-'));
  const child = spawn('redis-server', [...mode, ...options, '--dir', directory], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (/Ready to accept connections|Sentinel ID is|monitor master/.test(text)) break;
  }
  child.stdout.resume();
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await rm(directory, { recursive: true });
  };
  return { directory, stop };
}

const volatile = ['--save', '', '--appendonly', 'no'];

/** Three masters that hold all slots. */
export async function aCluster(): Promise<Started<string[]>> {
  const ports = await Promise.all([freePort(), freePort(), freePort()]);
  const servers = await Promise.all(
    ports.map((port) =>
      aServer([
        '--port',
        String(port),
        '--cluster-enabled',
        'yes',
        '--cluster-port',
        String(20_000 + (port % 40_000)),
        ...volatile,
      ]),
    ),
  );
  const nodes = ports.map((port) => `127.0.0.1:${port}`);
  await run('redis-cli', ['--cluster', 'create', ...nodes, '--cluster-yes']);
  await vi.waitFor(
    async () => {
      for (const port of ports) {
        const { stdout } = await run('redis-cli', ['-p', String(port), 'cluster', 'info']);
        if (!stdout.includes('cluster_state:ok')) throw new Error('not all slots are served yet');
      }
    },
    { timeout: 20_000, interval: 50 },
  );
  return {
    value: nodes.map((node) => `redis://${node}`),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(servers.map(({ stop }) => stop()));
    },
  };
}

interface Watched {
  readonly host: string;
  readonly port: number;
  killMaster(): Promise<void>;
}

/** One sentinel that watches one master with a replica, and acts within a second. */
export async function aSentinel(): Promise<Started<Watched>> {
  const [port, masterPort, replicaPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const master = await aServer(['--port', String(masterPort), ...volatile]);
  const following = ['--replicaof', '127.0.0.1', String(masterPort)];
  const replica = await aServer(['--port', String(replicaPort), ...following, ...volatile]);
  const configuration = join(replica.directory, 'sentinel.conf');
  const lines = [
    `port ${port}`,
    `sentinel monitor mymaster 127.0.0.1 ${masterPort} 1`,
    'sentinel down-after-milliseconds mymaster 500',
    'sentinel failover-timeout mymaster 3000',
  ];
  await writeFile(configuration, `${lines.join('\n')}\n`);
  const sentinel = await aServer(['--sentinel'], [configuration]);
  // It learns of the replica from the master, and could not act before.
  await vi.waitFor(
    async () => {
      const { stdout } = await run('redis-cli', ['-p', String(port), 'sentinel', 'replicas', 'mymaster']);
      if (!stdout.includes(String(replicaPort)) || !/master-link-status\s+ok/.test(stdout))
        throw new Error('it knows of no replica yet');
    },
    { timeout: 20_000, interval: 100 },
  );
  let isMasterThere = true;
  const killMaster = async (): Promise<void> => {
    if (!isMasterThere) return;
    isMasterThere = false;
    await master.stop();
  };
  return {
    value: { host: '127.0.0.1', port, killMaster },
    [Symbol.asyncDispose]: async () => {
      await sentinel.stop();
      await replica.stop();
      await killMaster();
    },
  };
}

/** One that speaks TLS alone, with a certificate that it signed itself. */
export async function aTlsRedis(): Promise<Started<{ url: string; certificate: string }>> {
  const directory = await mkdtemp(join(tmpdir(), 'breakwater-tls-'));
  const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')];
  await run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '1',
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost',
    '-keyout',
    key,
    '-out',
    certificate,
  ]);
  const port = await freePort();
  const server = await aServer([
    '--port',
    '0',
    '--tls-port',
    String(port),
    '--tls-cert-file',
    certificate,
    '--tls-key-file',
    key,
    '--tls-ca-cert-file',
    certificate,
    '--tls-auth-clients',
    'no',
    ...volatile,
  ]);
  return {
    value: { url: `rediss://localhost:${port}`, certificate },
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await rm(directory, { recursive: true });
    },
  };
}
