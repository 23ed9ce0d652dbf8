/**
 * The health of clients, by HTTP: a page for people, the same as JSON, and probes for machines. The handler is
 * web-standard, and answers under whatever path it is mounted.
 */

import { systemClock } from '../runtime/ports.ts';
import { type Access, accessFor } from './access.ts';
import { act } from './actions.ts';
import { Collector } from './collect/collector.ts';
import { Feed } from './feed.ts';
import { Fleet } from './fleet.ts';
import { type NodeListener, nodeListener } from './node.ts';
import { checkOptions, everyAction, type HealthOptions, type Intent, type Route } from './options.ts';
import { page } from './page-response.ts';
import { secured } from './secured.ts';
import type { Source } from './source.ts';
import type { Snapshot } from './view.ts';

export interface Health extends Disposable {
  /** Answers a request, for every host that speaks `Request` and `Response`. */
  readonly handler: (request: Request) => Promise<Response>;
  /** The same for `node:http`, Express, Connect and Fastify's raw pair. It knows the peer's address. */
  readonly node: NodeListener;
  /** What `/health.json` says. */
  snapshot(): Snapshot;
  /** Listens to one more client. */
  add(client: Source): void;
  /** Ends open pages, stops listening, and answers 503 from then on: no timer and no connection is left. */
  close(): void;
}

/**
 * Watches clients, and shows how they are.
 *
 * @throws {OptionsError} An option is out of range.
 *
 * @example
 * ```ts
 * const status = health(api);
 * createServer(status.node).listen(9090, '127.0.0.1');
 * ```
 */
export function health(clients: Source | readonly Source[], options: HealthOptions = {}): Health {
  checkOptions(options);
  const { instance = 'this process', updateMs = 1_000, maxViewers = 32, isReady = () => true } = options;
  const actions = options.actions === true ? everyAction : (options.actions ?? []);
  const fleet = options.instances ? undefined : new Fleet(instance, options.clock ?? systemClock);
  const instances = options.instances ?? (() => fleet?.views());
  const collector = new Collector({ ...options, instance, actions, instances });
  const add = (client: Source): void => {
    collector.add(client);
    fleet?.add(client);
  };
  for (const client of 'name' in clients ? [clients] : clients) add(client);
  const feed = new Feed(() => collector.snapshot(), { updateMs, maxViewers });
  let isClosed = false;

  const answers: Readonly<Record<Route, (request: Request) => Response | Promise<Response>>> = {
    '': page,
    'health.json': () => Response.json(collector.snapshot()),
    events: () => stream(feed),
    livez: () => plain(200, 'alive'),
    readyz: async () => ((await isReady()) ? plain(200, 'ready') : plain(503, 'not ready')),
    metrics: (request) => options.metrics?.(request) ?? nothingHere(),
  };

  async function answer(request: Request, peer?: string): Promise<Response> {
    if (isClosed) return plain(503, 'closed');
    const access = (intent: Intent): Promise<Access> => accessFor(request, intent, peer, options);
    const route = lastSegment(request.url);
    if (route === 'actions') {
      if (request.method !== 'POST') return wrongMethod('POST');
      return act(request, { collector, allowed: actions, access });
    }
    if (!isRoute(route)) return mayBeMount(route) ? toPage(route) : nothingHere();
    if (request.method !== 'GET' && request.method !== 'HEAD') return wrongMethod('GET, HEAD');
    const granted = await access({ kind: 'read', route });
    if ('refusal' in granted) return granted.refusal;
    // A stream that nobody reads would be held open for nothing.
    if (request.method === 'HEAD' && route === 'events')
      return new Response(null, { headers: streamHeaders });
    return answers[route](request);
  }

  const handler = async (request: Request, peer?: string): Promise<Response> =>
    secured(await answer(request, peer));

  const close = (): void => {
    isClosed = true;
    feed.close();
    fleet?.close();
    collector.stop();
  };

  return {
    // One argument: what hosts pass besides is theirs, and no address of ours.
    handler: (request) => handler(request),
    node: nodeListener(handler),
    snapshot: () => collector.snapshot(),
    add,
    close,
    [Symbol.dispose]: close,
  };
}

const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  // nginx would collect updates until its buffer is full.
  'x-accel-buffering': 'no',
};

function stream(feed: Feed): Response {
  const body = feed.open();
  if (body) return new Response(body, { headers: streamHeaders });
  return plain(503, 'as many pages are open as may be', { 'retry-after': '10' });
}

/** Wherever it is mounted: the last segment says what is wanted. */
function lastSegment(url: string): string {
  const segment = new URL(url).pathname.split('/').at(-1) ?? '';
  return segment === 'page' ? '' : segment;
}

function isRoute(segment: string): segment is Route {
  return segment === '' || ['health.json', 'events', 'livez', 'readyz', 'metrics'].includes(segment);
}

function mayBeMount(segment: string): boolean {
  return !segment.includes('.');
}

/**
 * The links of the page are relative, so that its own path must go on after the mount; and not by a slash alone,
 * which Next, for one, takes away again.
 */
function toPage(segment: string): Response {
  return new Response(null, { status: 307, headers: { location: `./${segment}/page` } });
}

function wrongMethod(allow: string): Response {
  return plain(405, `use ${allow}`, { allow });
}

function nothingHere(): Response {
  return plain(404, 'nothing here');
}

function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  });
}
