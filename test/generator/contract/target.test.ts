import { afterEach, beforeEach, expect, test } from 'vitest';
import { targetOf } from '../../../generator/src/commands/contract-target.ts';
import { aCommandLine } from '../command-line.ts';

const home = process.cwd();
const { given, path, run } = aCommandLine();

beforeEach(() => process.chdir(path()));
afterEach(() => process.chdir(home));

let configs = 0;
/** Of another name each time: what was imported once is never imported again. */
async function givenConfig(config: unknown): Promise<void> {
  configs += 1;
  await given(`config-${configs}.mjs`, `export default ${JSON.stringify(config)};`);
  await given('breakwater.config.mjs', `export { default } from './config-${configs}.mjs';`);
}

const pets = { spec: './pets.yaml', out: './pets' };

test('a spec that is given, and nothing of a config', async () => {
  await givenConfig({ ...pets, root: '..' });
  expect(await targetOf(['other.yaml'])).toEqual({ spec: 'other.yaml', intake: {}, filter: undefined });
});

test('without one, that of the only job, read as the job has it', async () => {
  const filter = { include: { tags: ['pets'] } };
  await givenConfig({ ...pets, filter, overlays: ['./mend.yaml'], allowRemote: ['https://a.example'] });
  expect(await targetOf([])).toEqual({
    spec: 'pets.yaml',
    intake: { overlays: [path('mend.yaml')], allowRemote: ['https://a.example'] },
    filter,
  });
});

test('of several jobs the one that is named', async () => {
  await givenConfig({ jobs: { pets, owners: { ...pets, spec: 'https://a.example/owners.yaml', out: 'b' } } });
  expect((await targetOf(['owners'])).spec).toBe('https://a.example/owners.yaml');
  await expect(targetOf([])).rejects.toThrow('Which job? The config has pets, owners.');
  await expect(targetOf(['owner'])).rejects.toThrow('Did you mean owners?');
});

test('without a spec and without a config, one is asked for', async () => {
  const { code, printed } = await run(['contract']);
  expect([code, printed.split('\n')[0]]).toEqual([
    2,
    '! breakwater: Which spec? Give the path of an OpenAPI description.',
  ]);
});
