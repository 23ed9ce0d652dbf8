import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileFromPath } from '../../src/node/index.ts';
import { partsOf, sent } from '../runtime/wire/a-body.ts';

let folder = '';
let path = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakwater-file-'));
  path = join(folder, 'statement.pdf');
  await writeFile(path, '%PDF-1.7');
});

afterAll(() => rm(folder, { recursive: true }));

test('a file has the name of its path, or the one it is given', async () => {
  expect(await fileFromPath(path)).toMatchObject({ name: 'statement.pdf', type: '', size: 8 });
  expect(await fileFromPath(pathToFileURL(path))).toMatchObject({ name: 'statement.pdf' });
  const options = { filename: 'a.pdf', contentType: 'application/pdf' };
  expect(await fileFromPath(path, options)).toMatchObject({ name: 'a.pdf', type: 'application/pdf' });
});

test('it is a part of a form, and can be sent again', async () => {
  const file = await fileFromPath(path);
  for (let send = 0; send < 2; send += 1) {
    expect(await partsOf(sent({ type: 'multipart/form-data' }, { file }))).toContain(
      'name="file"; filename="statement.pdf"\nContent-Type: application/octet-stream\n\n%PDF-1.7\n',
    );
  }
});

test('a file that is not there is told of by Node', async () => {
  await expect(fileFromPath(join(folder, 'nothing'))).rejects.toThrow();
});

test('one that changes while it waits is not sent by halves', async () => {
  const changing = join(folder, 'changing.txt');
  await writeFile(changing, 'before');
  const file = await fileFromPath(changing);
  await writeFile(changing, 'something else');
  await expect(file.text()).rejects.toThrow();
});
