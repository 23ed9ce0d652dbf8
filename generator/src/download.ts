/**
 * A document from the web, within limits of size and time. Every step of a redirect is asked for anew, and
 * an address is judged when it is connected to: a name that answers twice differently gains nothing.
 */

import { lookup as lookUpName } from 'node:dns';
import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPrivateAddress, literalAddress } from './addresses.ts';
import { decodeText } from './decode.ts';
import { shown } from './location.ts';
import { ProblemError } from './problem.ts';
import { codeOf } from './system-errors.ts';
import { tooLarge } from './too-large.ts';

export interface Journey {
  /** Headers for a URL: credentials go to whom they are meant for and to nobody else. */
  headersFor(url: URL): Readonly<Record<string, string>>;
  /** @throws {ProblemError} nobody allowed this URL */
  check(url: URL): void;
  /** Whether a loopback or private address will do. */
  mayBePrivate(url: URL): boolean;
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/** Where the document was in the end, and what it says. */
export interface Page {
  readonly url: URL;
  readonly text: string;
}

const maxRedirects = 5;

/** @throws {ProblemError} it cannot be had, or may not be asked for */
export async function download(start: URL, journey: Journey): Promise<Page> {
  const signal = AbortSignal.timeout(journey.timeoutMs);
  let url = start;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    journey.check(url);
    const reply = await request(url, journey, signal);
    const next = redirectOf(reply, url);
    if (!next) return { url, text: await bodyOf(reply, url, journey) };
    reply.destroy();
    url = next;
  }
  throw refusal(start, `It redirects more than ${maxRedirects} times.`, 'Give the URL it leads to.');
}

function request(url: URL, journey: Journey, signal: AbortSignal): Promise<IncomingMessage> {
  const isOpen = journey.mayBePrivate(url);
  const address = literalAddress(url);
  if (!isOpen && address !== undefined && isPrivateAddress(address)) throw privateRefusal(url);
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const get = url.protocol === 'https:' ? getSecure : getPlain;
  const headers = {
    accept: 'application/json, application/yaml, text/yaml, */*',
    ...journey.headersFor(url),
  };
  // No agent: a connection that was allowed for another reason is not used again.
  get(url, { headers, signal, agent: false, ...(isOpen ? {} : { lookup: publicLookup(url) }) }, resolve).on(
    'error',
    (cause) => reject(cause instanceof ProblemError ? cause : unreachable(url, journey, cause)),
  );
  return promise;
}

/** Names as the system looks them up, unless they lead inside. */
function publicLookup(url: URL): LookupFunction {
  return (name, options, callback) => {
    lookUpName(name, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 4);
      if (addresses.some(({ address }) => isPrivateAddress(address))) {
        return callback(privateRefusal(url), '', 4);
      }
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      callback(null, first?.address ?? '', first?.family ?? 4);
    });
  };
}

function redirectOf(reply: IncomingMessage, url: URL): URL | undefined {
  const { location } = reply.headers;
  // RFC 9110 §15.4: of the 3xx, these say where to go instead.
  const isRedirect = [301, 302, 303, 307, 308].includes(reply.statusCode ?? 0);
  if (!isRedirect || location === undefined || !URL.canParse(location, url)) return undefined;
  return new URL(location, url);
}

async function bodyOf(reply: IncomingMessage, url: URL, { maxBytes, ...journey }: Journey): Promise<string> {
  const status = reply.statusCode ?? 0;
  if (status < 200 || status > 299) {
    reply.destroy();
    throw refusal(url, `The server answered ${status}.`, mendOfStatus(status));
  }
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of reply) {
      const bytes = Buffer.from(part);
      size += bytes.length;
      if (size > maxBytes) break;
      parts.push(bytes);
    }
  } catch (cause) {
    throw unreachable(url, journey, cause);
  }
  if (size > maxBytes) throw tooLarge(shown(url.href), maxBytes);
  return decodeText(Buffer.concat(parts));
}

function refusal(url: URL, what: string, mend: string, cause?: unknown): ProblemError {
  return new ProblemError({ file: shown(url.href), what, mend }, { cause });
}

function privateRefusal(url: URL): ProblemError {
  const what = `${url.origin} is a private address, and a spec from elsewhere may not ask it.`;
  return refusal(url, what, 'Keep a local copy, and refer to that.');
}

function mendOfStatus(status: number): string {
  if (status === 401 || status === 403)
    return 'Give credentials in BREAKWATER_SPEC_HEADERS, such as {"Authorization":"Bearer …"}.';
  // RFC 9110 §15.6, RFC 6585 §4: of these the server says itself that they pass.
  return status === 429 || status > 499 ? 'Try later.' : 'Correct the URL.';
}

function unreachable(url: URL, { timeoutMs }: Pick<Journey, 'timeoutMs'>, cause: unknown): ProblemError {
  const isLate = cause instanceof Error && /^(Abort|Timeout)Error$/.test(cause.name);
  if (isLate) return refusal(url, `No whole answer within ${timeoutMs / 1000} s.`, checkBoth, cause);
  const { why, mend = checkBoth } = reasonFor(cause);
  return refusal(url, `It cannot be fetched: ${why}.`, mend, cause);
}

const checkBoth = 'Check the URL and the network.';

interface Reason {
  readonly why: string;
  readonly mend?: string;
}

/** What a code of the system, of Node's TLS or of OpenSSL says of a connection. */
function reasonFor(cause: unknown): Reason {
  const code = String(codeOf(cause));
  const known = connections.find(({ is }) => is.test(code));
  return known ?? { why: cause instanceof Error ? cause.message : String(cause) };
}

const connections: readonly (Reason & { readonly is: RegExp })[] = [
  { is: /^ECONNREFUSED$/, why: 'nothing listens there', mend: 'Check the URL, or start the server.' },
  { is: /^(ENOTFOUND|EAI_\w+)$/, why: 'nobody knows a server of this name' },
  { is: /^(ECONNRESET|EPIPE)$/, why: 'the connection was cut' },
  { is: /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/, why: 'the server cannot be reached' },
  {
    is: /^(EPROTO|ERR_SSL_)/,
    why: 'the server does not speak TLS there',
    mend: 'Use http, or another port.',
  },
  {
    is: /CERT|SIGNATURE|SELF_SIGNED|ERR_TLS/,
    why: 'its certificate is not trusted',
    mend: 'Name the authority it comes from in NODE_EXTRA_CA_CERTS.',
  },
  { is: /^HPE_/, why: 'the answer is no HTTP', mend: 'Check the scheme and the port of the URL.' },
];
