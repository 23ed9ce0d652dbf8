/**
 * One transfer in a process of its own, so that what it holds is all that is held. Tells the most memory that
 * was resident, in MiB, and how many bytes went over.
 */

import { createClient, type Operation } from '../../src/runtime/index.ts';
import { pieces } from './pieces.ts';

const [way = '', url = '', size = '0'] = process.argv.slice(2);
const bytes = Number(size);

const sdk = { name: 'files', baseUrl: url, resources: ['files'], ttl: {} };
const common = { path: '/file', resource: 'files' };
const download: Operation = {
  ...common,
  ...{ id: 'download', method: 'GET', params: { bytes: 'query' } },
  replies: { 200: 'application/octet-stream' },
};
const upload: Operation = {
  ...common,
  ...{ id: 'upload', method: 'POST', body: { type: 'application/octet-stream', required: true } },
  replies: { 200: 'application/json' },
};
const uploadForm: Operation = {
  ...upload,
  ...{ id: 'uploadForm', body: { type: 'multipart/form-data', required: true } },
};

const file = (): ReadableStream<Uint8Array> => {
  const parts = pieces(bytes);
  return new ReadableStream({
    pull(controller) {
      const { done, value } = parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
};

async function read(stream: ReadableStream<Uint8Array> | null): Promise<number> {
  let count = 0;
  if (stream) for await (const chunk of stream) count += chunk.length;
  return count;
}

const ways: Readonly<Record<string, () => Promise<number>>> = {
  'download, Breakwater': async () => {
    await using client = createClient(sdk);
    return await read(await client.call<unknown, unknown>(download, { bytes }).stream());
  },
  'download, fetch': async () => read((await fetch(`${url}/file?bytes=${bytes}`)).body),
  'upload, Breakwater': () => send(upload, file()),
  'upload, fetch': async () => {
    const init = { method: 'POST', body: file(), duplex: 'half' };
    const response = await fetch(`${url}/file`, init);
    return (await response.json()).bytes;
  },
  'upload in a form, Breakwater': () => send(uploadForm, { file: file() }),
};

async function send(operation: Operation, body: unknown): Promise<number> {
  await using client = createClient(sdk);
  const { bytes: count } = await client.call<{ bytes: number }, unknown>(operation, { body });
  return count;
}

const count = await ways[way]?.();
process.send?.({ count, peakMiB: process.resourceUsage().maxRSS / 1024 });
process.disconnect();
