/**
 * The handler for Node's own servers, and what is built on them. It knows the peer's address, and ends a stream
 * when its reader is gone. Written against what it uses of `node:http`, so that the core of it runs anywhere.
 */

/** As much of `http.IncomingMessage` as is read. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Express and Connect keep the whole path here, and cut `url`. */
  readonly originalUrl?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** As much of `http.ServerResponse` as is written. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  flushHeaders(): void;
  /** False when the socket wants a pause. */
  write(chunk: Uint8Array): boolean;
  end(): unknown;
  destroy(): unknown;
  once(event: 'drain' | 'close', listener: () => void): unknown;
  off(event: 'drain' | 'close', listener: () => void): unknown;
  readonly writableEnded: boolean;
}

export type NodeListener = (incoming: NodeRequest, outgoing: NodeResponse) => void;

type Handler = (request: Request, peer: string | undefined) => Promise<Response>;

export function nodeListener(handler: Handler): NodeListener {
  return (incoming, outgoing) => {
    serve(handler, incoming, outgoing).catch((error: unknown) => {
      console.warn('breakwater: a request for the health page failed.', error);
      outgoing.destroy();
    });
  };
}

async function serve(handler: Handler, incoming: NodeRequest, outgoing: NodeResponse): Promise<void> {
  const request = await requestOf(incoming);
  const response = request
    ? await handler(request, incoming.socket.remoteAddress)
    : new Response('That is no request.\n', { status: 400 });
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  if (incoming.method === 'HEAD' || !response.body) {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  // The page is to know that it is connected before there is anything to tell.
  outgoing.flushHeaders();
  await send(response.body, outgoing);
}

/** `undefined` for one whose Host or path is none. */
async function requestOf(incoming: NodeRequest): Promise<Request | undefined> {
  const { method = 'GET', headers } = incoming;
  const host = headers['host'];
  const path = incoming.originalUrl ?? incoming.url ?? '/';
  // Put together as text first: a path of `//elsewhere` must stay a path.
  const url = path.startsWith('/') ? URL.parse(`http://${String(host ?? 'localhost')}${path}`) : null;
  if (!url) return undefined;
  const fields = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] satisfies [string, string]],
  );
  const body = method === 'POST' ? await bodyOf(incoming) : undefined;
  return new Request(url, { method, headers: fields, ...(body !== undefined && { body }) });
}

/** An order is short; of anything longer, no more is read than shows that it is. */
const maxBodyBytes = 16 * 1024;

async function bodyOf(incoming: NodeRequest): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of incoming) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxBodyBytes) break;
  }
  return text;
}

/** Reads no faster than the socket takes it, and no longer than somebody is there. */
async function send(body: ReadableStream<Uint8Array>, outgoing: NodeResponse): Promise<void> {
  const reader = body.getReader();
  const gone = new Promise<void>((resolve) => outgoing.once('close', resolve));
  let isGone = false;
  void gone.then(() => {
    isGone = true;
    return reader.cancel();
  });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || isGone) break;
      if (!outgoing.write(value)) await Promise.race([gone, drained(outgoing)]);
    }
    if (!isGone) outgoing.end();
  } catch {
    // The stream was broken off from our side: a reader that does not read. There is nothing more to tell it.
    outgoing.destroy();
  }
}

function drained(outgoing: NodeResponse): Promise<void> {
  return new Promise((resolve) => outgoing.once('drain', resolve));
}
