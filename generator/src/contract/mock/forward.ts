/**
 * A request to another server, and its reply as it is. Prism's own way there follows redirects: what is judged then is
 * another reply, and another origin has seen the credentials. Nor does it pass on what the server wrote, but what it
 * read of it.
 */

import { kindOf } from '../../media-type.ts';
import type { Output, Request } from './exchange.ts';

/** RFC 9110 §7.6.1, and what speaks of the form that a body had underway. */
const ofTheHop = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  ...['proxy-authenticate', 'proxy-authorization', 'content-encoding', 'content-length'],
]);

export type Forwarded = Pick<Request, 'method' | 'path' | 'search' | 'headers' | 'bytes'>;

/** @throws {Error} the server did not answer; the message says why */
export async function forwarded(request: Forwarded, server: URL): Promise<Output> {
  const { path, search, headers, bytes: sent } = request;
  const method = request.method.toUpperCase();
  const hasBody = sent.length > 0;
  // Nor does `fetch` send one.
  if (hasBody && (method === 'GET' || method === 'HEAD'))
    throw new Error(`A ${method} with a body is not sent on.`);
  const target = new URL(server);
  // Member by member: a path that begins with two slashes would else name a host.
  target.pathname = server.pathname.replace(/\/$/, '') + path;
  target.search = search;
  try {
    const reply = await fetch(target, {
      method,
      headers: Object.entries(headers).filter(([name]) => name !== 'host' && !ofTheHop.has(name)),
      ...(hasBody ? { body: sent } : {}),
      redirect: 'manual',
    });
    const bytes = new Uint8Array(await reply.arrayBuffer());
    return {
      statusCode: reply.status,
      headers: Object.fromEntries([...reply.headers].filter(([name]) => !ofTheHop.has(name))),
      body: judgedOf(new TextDecoder().decode(bytes), reply.headers.get('content-type') ?? ''),
      bytes,
    };
  } catch (cause) {
    throw new Error(`${server.origin} did not answer: ${reasonOf(cause)}.`, { cause });
  }
}

/** What is no JSON, though it says so, is a text: its schema is what is broken. */
function judgedOf(text: string, mediaType: string): unknown {
  if (text === '') return undefined;
  if (kindOf(mediaType) !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `fetch` says why in the cause. */
function reasonOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : { cause: undefined };
  if (cause instanceof Error) return cause.message || ('code' in cause ? String(cause.code) : cause.name);
  return error instanceof Error ? error.message : String(error);
}
