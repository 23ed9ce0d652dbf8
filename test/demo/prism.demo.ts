/** Prism as a child: there when it is needed, gone afterwards, and plain about why it is not there. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { PrismError, startPrism } from '../../scripts/support/prism.ts';

const timeout = 30_000;

test('it answers when it is started, and no longer when it is stopped', { timeout }, async () => {
  const prism = await startPrism('spec/openapi.yaml');
  expect((await fetch(`${prism.url}/currencies`)).status).toBe(200);
  expect(prism.output()).toContain('Responding with "200"');
  await prism.stop();
  await expect(fetch(prism.url)).rejects.toThrow();
});

describe('when it cannot start, a sentence says which spec and why', () => {
  test('no such file', async () => {
    await expect(startPrism('no-such-file.yaml')).rejects.toThrow(
      new PrismError('no-such-file.yaml', 'there is no such file'),
    );
  });

  test('not a spec; what Prism printed follows', { timeout }, async () => {
    const error = await startPrism('package.json').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PrismError);
    expect(String(error)).toContain(
      'Prism cannot serve package.json: it ended with exit code 1 before it answered: Unsupported document format.',
    );
    expect(String(error)).toContain('Starting Prism');
  });

  test('too slow', { timeout }, async () => {
    await expect(startPrism('spec/openapi.yaml', { timeoutMs: 1 })).rejects.toThrow(
      'Prism cannot serve spec/openapi.yaml: it did not answer within 0.001 s.',
    );
  });
});

test('it ends with the process that started it, even if that was killed', { timeout }, async () => {
  const module = new URL('../../scripts/support/prism.ts', import.meta.url).href;
  const program = `
    const { startPrism } = await import('${module}');
    const { url } = await startPrism('spec/openapi.yaml');
    process.stdout.write(url, () => process.kill(process.pid, 'SIGKILL'));`;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  const [url] = await Promise.all([text(parent.stdout), once(parent, 'exit')]);
  expect(url).toMatch(/^http:/);
  await expect.poll(() => isListening(url), { timeout: 5_000 }).toBe(false);
});

function isListening(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
