/** What a reply through Node's own dispatcher is to its reader: the same as a `Response`. */

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { Fields } from '../../../src/runtime/fields.ts';
import type { Method } from '../../../src/runtime/operation.ts';
import { Outgoing } from '../../../src/runtime/outgoing.ts';
import { type Received, TooLarge } from '../../../src/runtime/received.ts';
import { DispatchedReply } from '../../../src/runtime/transport/dispatched-reply.ts';
import { hostTransport } from '../../../src/runtime/transport/host.ts';

// Node makes its dispatcher with the first fetch of a process.
beforeAll(async () => void (await fetch('data:,')));

async function aServer(listener: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}/` };
}

const outgoing = (url: string, method: Method = 'GET', headers = new Fields()): Outgoing =>
  new Outgoing(method, { url, headers, body: undefined });

async function ask(listener: RequestListener, method: Method = 'GET'): Promise<Received> {
  const { url } = await aServer(listener);
  const received = await hostTransport(outgoing(url, method));
  expect(received).toBeInstanceOf(DispatchedReply);
  return received;
}

test('status, headers and text are those that were sent', async () => {
  const received = await ask((_request, response) => {
    response.writeHead(201, 'Made', { 'X-One': 'Ünïcode'.normalize('NFC'), 'set-cookie': ['a=1', 'b=2'] });
    response.end('\ufeffgrüezi');
  });

  expect([received.status, received.statusText]).toEqual([201, 'Made']);
  expect(received.headers.get('x-one')).toBe('Ünïcode');
  expect([...received.headers].filter(([name]) => name === 'set-cookie')).toHaveLength(2);
  // WHATWG fetch: `text` is UTF-8 without its byte order mark.
  expect(await received.text()).toBe('grüezi');
});

test('what fetch says by itself is said too, and what the request says stands', async () => {
  const { url } = await aServer((request, response) => response.end(JSON.stringify(request.headers)));
  const plain = await (await hostTransport(outgoing(url))).text();
  const own = new Fields([
    ['user-agent', 'mine'],
    ['accept-encoding', 'identity'],
  ]);
  const chosen = await (await hostTransport(outgoing(url, 'GET', own))).text();

  expect(JSON.parse(plain)).toMatchObject({
    'user-agent': 'node',
    accept: '*/*',
    'accept-encoding': 'gzip, deflate',
  });
  expect(JSON.parse(chosen)).toMatchObject({ 'user-agent': 'mine', 'accept-encoding': 'identity' });
});

describe('content', () => {
  const text = 'A line that repeats itself. '.repeat(10_000);

  test.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['identity', Buffer.from],
  ])('in the coding %s is decoded, whole and as a stream', async (coding, encode) => {
    const answer: RequestListener = (_request, response) => {
      response.setHeader('content-encoding', coding);
      response.end(encode(Buffer.from(text)));
    };
    expect(await (await ask(answer)).text()).toBe(text);
    expect(await new Response((await ask(answer)).body).text()).toBe(text);
  });

  test.each([deflateSync, deflateRawSync])(
    'a large one, deflated either way, is decoded whole',
    async (encode) => {
      const large = randomBytes(200_000);
      const received = await ask((_request, response) => {
        response.setHeader('content-encoding', 'deflate');
        response.end(encode(large));
      });
      expect(Buffer.from(await received.arrayBuffer()).equals(large)).toBe(true);
    },
  );

  test('in two codings is decoded from the last to the first', async () => {
    const received = await ask((_request, response) => {
      response.setHeader('content-encoding', 'deflate, gzip');
      response.end(gzipSync(deflateSync('twice')));
    });
    expect(await received.text()).toBe('twice');
  });

  test('that is not what its coding says is an error', async () => {
    const received = await ask((_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end('no gzip at all');
    });
    await expect(received.text()).rejects.toThrow('incorrect header check');
  });

  test('that is cut short is an error, however it is read', async () => {
    const cut: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('only a part', () => response.destroy());
    };
    await expect((await ask(cut)).text()).rejects.toThrow();
    await expect(new Response((await ask(cut)).body).text()).rejects.toThrow();
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
  ])('whose %s is cut short, or lacks its check, is an error, however it is read', async (coding, encode) => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index}\n`).join('');
    const packed = encode(lines);
    for (const bytes of [1, 4, 40]) {
      const answer: RequestListener = (_request, response) => {
        response.setHeader('content-encoding', coding);
        response.end(packed.subarray(0, -bytes));
      };
      await expect((await ask(answer)).text()).rejects.toThrow('unexpected end of file');
      const streamed = new Response((await ask(answer)).body).text();
      await expect(streamed).rejects.toMatchObject({ code: 'Z_BUF_ERROR' });
    }
  });

  test.each(['gzip', 'deflate', 'br'])('that is nothing is nothing in %s, too', async (coding) => {
    const answer: RequestListener = (_request, response) => {
      response.setHeader('content-encoding', coding);
      response.end();
    };
    expect(await (await ask(answer)).text()).toBe('');
    expect(await new Response((await ask(answer)).body).text()).toBe('');
  });

  test('is bytes or a Blob where those are asked for', async () => {
    const answer: RequestListener = (_request, response) => {
      response.setHeader('content-type', 'image/png');
      response.end(Buffer.from([1, 2, 3]));
    };
    expect(new Uint8Array(await (await ask(answer)).arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
    const blob = await (await ask(answer)).blob();
    expect([blob.type, blob.size]).toEqual(['image/png', 3]);
  });

  test.each([
    ['as it comes', undefined],
    ['decoded', 'gzip'],
  ])('is given up at the limit, %s', async (_when, coding) => {
    const answer: RequestListener = (_request, response) => {
      if (coding) response.setHeader('content-encoding', coding);
      response.end(coding ? gzipSync(text) : text);
    };
    const limit = text.length - 1;
    await expect((await ask(answer)).bytesWithin?.(limit)).rejects.toThrow(TooLarge);
    await expect((await ask(answer)).bytesWithin?.(limit + 1)).resolves.toHaveLength(limit + 1);
  });

  test('that unpacks to a thousand times its size is given up at the limit too', async () => {
    const bomb = gzipSync(
      Buffer.from(
        randomBytes(256 * 1024)
          .toString('hex')
          .repeat(64),
      ),
      { level: 1 },
    );
    expect(bomb.byteLength).toBeGreaterThan(64 * 1024);
    const received = await ask((_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(bomb);
    });
    await expect(received.bytesWithin?.(1_000_000)).rejects.toThrow(TooLarge);
  });

  test('is read once', async () => {
    const received = await ask((_request, response) => response.end('once'));
    await received.text();
    await expect(received.text()).rejects.toThrow('was read before');
  });

  test.each([204, 205, 304])('is none after %d, and none after HEAD', async (status) => {
    const without = await ask((_request, response) => response.writeHead(status).end());
    const head = await ask((_request, response) => response.setHeader('content-length', 5).end(), 'HEAD');
    expect([without.body, without.hasContent, head.body, head.hasContent]).toEqual([
      null,
      false,
      null,
      false,
    ]);
  });

  test('is held back by a reader who does not read on', async () => {
    const piece = Buffer.alloc(64 * 1024);
    let sent = 0;
    const received = await ask(async (_request, response) => {
      for (let count = 0; count < 512; count += 1) {
        sent += piece.byteLength;
        if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
      response.end();
    });
    const reader = received.body?.getReader();
    await reader?.read();
    await vi.waitUntil(() => sent > 0);

    // Sockets hold a few megabytes; what counts is that it is not all of the 32.
    expect(sent).toBeLessThan(16 * 1024 * 1024);
    let size = piece.byteLength;
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      size += part.value.byteLength;
    expect(size).toBeGreaterThanOrEqual(512 * piece.byteLength);
  });
});

describe('an end before its time', () => {
  test('while no header has come: the request fails with its reason, and the server is let go', async () => {
    const closed = Promise.withResolvers<void>();
    const { url, server } = await aServer((request) => request.on('close', () => closed.resolve()));
    const request = outgoing(url);
    const pending = hostTransport(request);
    await once(server, 'request');

    request.cancellation.cancel('enough');

    await expect(pending).rejects.toBe('enough');
    await closed.promise;
  });

  test('before it has left at all', async () => {
    const { url } = await aServer((_request, response) => response.end());
    const request = outgoing(url);
    request.cancellation.cancel('before');
    await expect(hostTransport(request)).rejects.toBe('before');
  });

  test('within the content: its reader gets the reason', async () => {
    const { url } = await aServer((_request, response) => void response.write('and so on'));
    const [one, other] = [outgoing(url), outgoing(url)];
    const [whole, pieces] = [await hostTransport(one), await hostTransport(other)];
    const text = whole.text();
    const reader = pieces.body?.getReader();
    await reader?.read();

    one.cancellation.cancel('enough');
    other.cancellation.cancel('enough too');

    await expect(text).rejects.toBe('enough');
    await expect(reader?.read()).rejects.toBe('enough too');
  });

  test('a reader who leaves a stream closes its connection', async () => {
    const closed = Promise.withResolvers<void>();
    const received = await ask((request, response) => {
      request.on('close', () => closed.resolve());
      response.write('for ever');
    });
    await received.body?.cancel();
    await closed.promise;
  });
});

test('a reply that nobody reads gives its connection to the next, unless it is long', async () => {
  const ports = new Set<number | undefined>();
  const { url } = await aServer((request, response) => {
    ports.add(request.socket.remotePort);
    response.end('x'.repeat(request.url === '/long' ? 1024 * 1024 : 1024));
  });
  for (let count = 0; count < 3; count += 1) {
    (await hostTransport(outgoing(url))).discard?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await (await hostTransport(outgoing(url))).text();
  expect(ports.size).toBe(1);

  (await hostTransport(outgoing(`${url}long`))).discard?.();
  await (await hostTransport(outgoing(url))).text();
  expect(ports.size).toBe(2);
});

test('a redirect is handed on: credentials must not follow it blindly', async () => {
  const { url } = await aServer((_request, response) => {
    response.writeHead(302, { location: '/there' }).end();
  });
  const received = await hostTransport(outgoing(url));
  expect([received.status, received.headers.get('location')]).toEqual([302, '/there']);
});

test('who has put something in the place of fetch sees every request', async () => {
  const stand = vi.fn(async () => new Response('from the stand-in'));
  vi.stubGlobal('fetch', stand);
  onTestFinished(() => void vi.unstubAllGlobals());

  const received = await hostTransport(outgoing('http://127.0.0.1:1/'));

  expect([await received.text(), stand.mock.calls.length]).toEqual(['from the stand-in', 1]);
});
