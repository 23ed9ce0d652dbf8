/**
 * One transfer in a process of its own, so that what it holds is all that is held. Tells the most memory that
 * was resident, in bytes, and how many bytes went over. Plain JavaScript on what is published, as users run it:
 * the compiler of a `.ts` file would be resident too.
 */

import { createReadStream, createWriteStream, openAsBlob } from 'node:fs';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

const [way = '', url = '', size = '0', path = ''] = process.argv.slice(2);
const bytes = Number(size);
const source = `${url}/file?bytes=${bytes}`;

/** On a busy machine a gigabyte takes longer than a call usually may. */
const options = { resilience: { timeout: { totalMs: 600_000, attemptMs: 600_000 } } };
const sdk = { name: 'files', baseUrl: url, resources: ['files'], ttl: {} };
const common = { path: '/file', resource: 'files' };
const download = {
  ...{ ...common, id: 'download', method: 'GET', params: { bytes: 'query' } },
  replies: { 200: 'application/octet-stream' },
};
const upload = {
  ...{ ...common, id: 'upload', method: 'POST', body: { type: 'application/octet-stream', required: true } },
  replies: { 200: 'application/json' },
};
const uploadForm = { ...upload, id: 'uploadForm', body: { type: 'multipart/form-data', required: true } };

/** Only who needs Breakwater has it in memory. */
const runtime = () => import('../../dist/runtime/index.js');
const file = async () => (await import('../../dist/node/index.js')).fileFromPath(path);

async function send(operation, body) {
  const { createClient } = await runtime();
  await using client = createClient(sdk, options);
  return (await client.call(operation, { body })).bytes;
}

async function receive(to) {
  const { createClient } = await runtime();
  await using client = createClient(sdk, options);
  return await to(await client.call(download, { bytes }).stream());
}

const post = (piped) =>
  new Promise((resolve, reject) => {
    const outgoing = request(`${url}/file`, { method: 'POST' }, (response) => {
      text(response).then((json) => resolve(JSON.parse(json).bytes), reject);
    });
    pipeline(piped, outgoing).catch(reject);
  });

const get = (to) =>
  new Promise((resolve, reject) => {
    request(source, (response) => void to(response).then(resolve, reject)).end();
  });

/** The same dispatcher that Breakwater and `fetch` use, with nothing around it. */
const dispatched = () =>
  new Promise((resolve, reject) => {
    Reflect.get(globalThis, 'Response');
    const dispatcher = globalThis[Symbol.for('undici.globalDispatcher.1')];
    let count = 0;
    const handler = {
      onConnect: () => {},
      onHeaders: () => true,
      onData: (chunk) => {
        count += chunk.length;
        return true;
      },
      onComplete: () => resolve(count),
      onError: reject,
    };
    dispatcher.dispatch({ origin: url, path: `/file?bytes=${bytes}`, method: 'GET' }, handler);
  });

async function toDisk(stream) {
  const out = createWriteStream(path);
  await pipeline(stream, out);
  return out.bytesWritten;
}

async function toNowhere(stream) {
  let count = 0;
  for await (const chunk of stream) count += chunk.length;
  return count;
}

const ways = {
  'download to disk, Breakwater': () => receive(toDisk),
  'download to disk, fetch': async () => toDisk((await fetch(source)).body),
  'download to disk, node:http': () => get(toDisk),
  'upload from disk, Breakwater': async () => send(upload, await file()),
  'upload from disk in a form, Breakwater': async () => send(uploadForm, { file: await file() }),
  'upload from disk as a stream, Breakwater': () => send(upload, createReadStream(path)),
  'upload from disk, fetch': async () => {
    const response = await fetch(`${url}/file`, { method: 'POST', body: await openAsBlob(path) });
    return (await response.json()).bytes;
  },
  'upload from disk, node:http': () => post(createReadStream(path)),
  'download to nowhere, Breakwater': () => receive(toNowhere),
  'download to nowhere, fetch': async () => toNowhere((await fetch(source)).body),
  'download to nowhere, node:http': () => get(toNowhere),
  'download to nowhere, the bare dispatcher': dispatched,
};

const count = await ways[way]();
process.send({ count, peakBytes: process.resourceUsage().maxRSS * 1024 });
process.disconnect();
