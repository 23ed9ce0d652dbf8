import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { anOwnRedis, hasRedis, type OwnRedis } from '../support/redis.ts';

const script = fileURLToPath(new URL('../support/redis-process.ts', import.meta.url));

async function aRedis(): Promise<OwnRedis> {
  const redis = await anOwnRedis();
  if (!redis) throw new Error('redis-server is not installed');
  onTestFinished(() => redis[Symbol.asyncDispose]());
  return redis;
}

/** An address at which a Redis was once, and where nobody listens any more. */
async function nowhere(): Promise<string> {
  const redis = await aRedis();
  await redis.kill();
  return redis.url;
}

/** A process with a client, once it is ready. It closes the client when told, and has to end by itself. */
async function aProcess(url: string, doing: string) {
  const child = spawn(process.execPath, [script, url, doing], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
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
  const tellToClose = (): typeof ended => {
    child.stdin.end();
    return ended;
  };
  return { tellToClose };
}

const byItself = { code: 0, signal: null, output: 'ready\nclosed\n' };

describe.skipIf(!(await hasRedis()))(
  'once its client is closed, a process ends by itself',
  { timeout: 20_000 },
  () => {
    test('where its Redis serves', async () => {
      const { tellToClose } = await aProcess((await aRedis()).url, 'reading before and after');
      expect(await tellToClose()).toEqual(byItself);
    });

    test('where its Redis was never reachable', async () => {
      const { tellToClose } = await aProcess(await nowhere(), 'reading before and after');
      expect(await tellToClose()).toEqual(byItself);
    });

    test('where its Redis accepted the connection and never said a word', async () => {
      const redis = await aRedis();
      redis.freeze();
      const { tellToClose } = await aProcess(redis.url, 'reading before and after');
      expect(await tellToClose()).toEqual(byItself);
    });

    test('where its Redis was killed', async () => {
      const redis = await aRedis();
      const { tellToClose } = await aProcess(redis.url, 'reading before and after');
      await redis.kill();
      expect(await tellToClose()).toEqual(byItself);
    });

    test('where its Redis froze', async () => {
      const redis = await aRedis();
      const { tellToClose } = await aProcess(redis.url, 'reading before and after');
      redis.freeze();
      expect(await tellToClose()).toEqual(byItself);
    });

    test.each(['beginning a read', 'beginning a write'])(
      'where it was %s that would have opened its Redis',
      async (doing) => {
        const { tellToClose } = await aProcess((await aRedis()).url, doing);
        expect(await tellToClose()).toEqual(byItself);
      },
    );
  },
);
