/**
 * What stands between the demo's clients and Prism, as a gateway does in production: it issues and
 * checks tokens, breaks what it is told to break, and counts, so that claims can be checked.
 */

import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { type Fault, Faults } from './faults.ts';
import { answerTokenRequest, Tokens } from './tokens.ts';

/** What arrived. */
export interface Counts {
  /** Requests for the API, whatever became of them. */
  readonly requests: number;
  /** Tokens that were asked for. */
  readonly tokens: number;
  /** Requests that were turned away with 401. */
  readonly refused: number;
}

export interface Gateway extends AsyncDisposable {
  readonly url: string;
  readonly tokenUrl: string;
  /** Since the gateway was started. */
  readonly tokensIssued: number;
  /** Since the last call of `countAnew`. */
  readonly counts: Counts;
  countAnew(): void;
  /** From now on no token that was issued is good for anything. */
  revokeTokens(): void;
  /** The next requests for a path fail. */
  breakNext(times: number, path: string, fault: Fault): void;
}

const tokenPath = '/oauth/token';
const none: Counts = { requests: 0, tokens: 0, refused: 0 };

/** A gateway in front of `upstream`, on a port of its own. */
export async function startGateway(upstream: string): Promise<Gateway> {
  const tokens = new Tokens();
  const faults = new Faults();
  const agent = new Agent({ keepAlive: true });
  let counts = none;
  const count = (what: keyof Counts): void => {
    counts = { ...counts, [what]: counts[what] + 1 };
  };

  const server = createServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url ?? '/', upstream);
    if (pathname === tokenPath) {
      count('tokens');
      void answerTokenRequest(tokens, incoming, outgoing);
      return;
    }
    count('requests');
    if (faults.strike(pathname, outgoing)) return;
    if (!tokens.isGood(incoming.headers.authorization) && !isAnonymous(pathname)) {
      count('refused');
      refuse(outgoing);
      return;
    }
    forward(upstream, agent, incoming, outgoing);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the system named no port');
  const url = `http://127.0.0.1:${address.port}`;

  return {
    url,
    tokenUrl: url + tokenPath,
    get tokensIssued() {
      return tokens.issued;
    },
    get counts() {
      return counts;
    },
    countAnew: () => {
      counts = none;
    },
    revokeTokens: () => tokens.revokeAll(),
    breakNext: (times, path, fault) => faults.arm(times, path, fault),
    [Symbol.asyncDispose]: async () => {
      agent.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** `security: []` in the spec. */
function isAnonymous(pathname: string): boolean {
  return pathname === '/currencies';
}

/** RFC 6750 §3.1. */
function refuse(outgoing: ServerResponse): void {
  const problem = { type: 'about:blank', title: 'Unauthorized', status: 401 };
  outgoing
    .writeHead(401, {
      'content-type': 'application/problem+json',
      'www-authenticate': 'Bearer error="invalid_token"',
    })
    .end(JSON.stringify(problem));
}

/** Prism has one example for every page of the reports: here they are three. */
function pageLinks(path: string): { link?: string } {
  const { pathname, searchParams } = new URL(path, 'http://gateway');
  if (pathname !== '/reports') return {};
  const page = Number(searchParams.get('page') ?? 1);
  return { link: page < 3 ? `<?page=${page + 1}>; rel="next"` : '<?page=1>; rel="first"' };
}

/** Prism accepts any bearer token where the spec wants OAuth: checking it was our part. */
function forward(upstream: string, agent: Agent, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers, url = '/' } = incoming;
  const onward = request(new URL(url, upstream), { method: method ?? 'GET', headers, agent });
  onward.once('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...pageLinks(url) });
    pipeline(answer, outgoing, () => {});
  });
  onward.once('error', () => outgoing.destroy());
  pipeline(incoming, onward, () => {});
}
