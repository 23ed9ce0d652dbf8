/**
 * The borders of the house: who may import what. A rule names the files it is for and everything
 * they may import; what is not named is a violation.
 */

import type { Import } from './imports.ts';

export interface Border {
  readonly files: RegExp;
  /** What these files may import; a RegExp on the path or the package. */
  readonly may: readonly RegExp[];
  /** The same, for types and for what is loaded on demand alone. */
  readonly mayByType?: readonly RegExp[];
  readonly mayLazily?: readonly RegExp[];
  readonly why: string;
}

const runtime = (names: string): RegExp => new RegExp(`^src/runtime/(?:${names})\\.ts$`);
const folder = (name: string): RegExp => new RegExp(`^src/runtime/${name}/`);

export const borders: readonly Border[] = [
  {
    files: /^src\/generated\//,
    may: [/^src\/runtime\/index\.ts$/, /^src\/generated\/[^/]+\.ts$/],
    why: 'generated code uses the runtime as its users do',
  },
  {
    files: /^src\/node\//,
    may: [/^src\/node\//, /^node:/],
    why: 'the door for Node holds what no other platform has, and nothing else',
  },
  {
    files: /^src\/testing\//,
    may: [/^src\/testing\//, /^src\/runtime\//],
    why: 'the door for tests puts nothing in place of the runtime but its ends',
  },
  {
    files: /^src\/metrics\//,
    may: [/^src\/metrics\//, /^prom-client$/],
    mayByType: [/^src\/runtime\/index\.ts$/],
    why: 'metrics listen to a client, and are no part of it',
  },
  {
    files: /^src\/logs\//,
    may: [/^src\/logs\//],
    mayByType: [/^src\/runtime\/index\.ts$/],
    why: 'logs listen to a client, and are no part of it',
  },
  {
    files: /^src\/otel\//,
    may: [/^src\/otel\//, /^@opentelemetry\/api$/],
    mayByType: [/^src\/runtime\/index\.ts$/],
    why: 'the door to OpenTelemetry knows its API, and of the runtime the shape of a call',
  },
  {
    files: /^src\/(?!node\/|testing\/|metrics\/|logs\/|otel\/)/,
    may: [
      /^src\/(?!node\/|testing\/|metrics\/|logs\/|otel\/)/,
      /^(?:ky|openapi-fetch)$/,
      /^@rgrove\/parse-xml$/,
    ],
    // Node's own modules by type alone: where there are any, they are asked for at run time.
    mayByType: [/^node:(?:zlib|stream)$/, /^@standard-schema\/spec$/, /^keyv$/],
    mayLazily: [/^#redis$/, /^oauth4webapi$/],
    why: 'the product knows neither its generator, nor Node, nor packages beyond its few',
  },
  {
    files: folder('policy'),
    may: [folder('policy')],
    why: 'policies are arithmetic: no I/O, no ky, time arrives as a number',
  },
  {
    files: folder('resilience'),
    may: [folder('resilience'), folder('policy'), runtime('ports|errors|operation|plan|servers')],
    mayByType: [runtime('events')],
    why: 'what holds is settled before any call, and knows none',
  },
  {
    files: folder('codec'),
    may: [folder('codec')],
    why: 'who does not ask for dates and long integers carries nothing of them, and they know nothing of a call',
  },
  {
    files: folder('xml'),
    may: [folder('xml'), folder('codec'), /^@rgrove\/parse-xml$/],
    why: 'who has no XML carries nothing of it, and it knows nothing of a call',
  },
  {
    files: folder('paging'),
    may: [folder('paging'), runtime('errors')],
    why: 'how a list goes on is decided from one page, and knows nothing of calls',
  },
  {
    files: folder('validation'),
    may: [folder('validation'), runtime('due|errors|media-type|operation-name|stream')],
    mayByType: [runtime('events|operation|reply|url'), /^@standard-schema\/spec$/],
    why: 'whether a value fits is asked of its schema, and of no library by name',
  },
  {
    files: folder('layers'),
    may: [
      folder('layers'),
      folder('policy'),
      runtime('ports|events|errors|exchange|layer|outgoing|received|cancellation|sleep|unreadable-body'),
    ],
    mayByType: [/^src\/runtime\/auth\/credential\.ts$/, folder('resilience'), runtime('tracing')],
    why: 'a layer knows the exchange, and neither the client nor the other concerns',
  },
  {
    files: folder('auth'),
    may: [folder('auth'), folder('policy'), runtime('ports|events|errors|field')],
    mayLazily: [/^oauth4webapi$/],
    mayByType: [runtime('outgoing|platform-types')],
    why: 'a credential is used by any client, so it knows none',
  },
  {
    files: folder('transport'),
    may: [folder('transport'), runtime('ports|fields|outgoing|received|cancellation|unreadable-body')],
    mayByType: [/^node:(?:zlib|stream)$/, runtime('platform-types')],
    why: 'a transport sends what it is given, and does not know why',
  },
  {
    files: folder('store'),
    may: [
      folder('store'),
      folder('fleet'),
      folder('policy'),
      runtime('ports|events|errors|copy|field|line|media-type|shape|transient-map|unref'),
    ],
    mayByType: [
      runtime('settings|principal|layers/cool-downs'),
      /^src\/runtime\/cache\/settle\.ts$/,
      /^keyv$/,
    ],
    mayLazily: [/^#redis$/],
    why: 'the cache keeps replies, and does not know how they came',
  },
  {
    files: folder('fleet'),
    may: [folder('fleet'), folder('store'), folder('policy'), runtime('ports|events|errors|unref')],
    mayByType: [runtime('layers/cool-downs|auth/tokens')],
    why: 'instances settle among themselves what they are asked to, and do not know why',
  },
  {
    files: /^src\/runtime\/(?:copy|field|media-type|operation|ports|errors|events|result|tracing)\.ts$/,
    may: [],
    mayByType: [/^src\/runtime\//],
    why: 'the vocabulary depends on nothing that runs',
  },
  {
    files: /^src\/health\/(?!page\/)/,
    may: [/^src\/health\/(?!page\/)/, folder('policy'), runtime('errors|ports|shared|unref')],
    mayByType: [runtime('client|events|fleet/roster'), folder('store')],
    why: 'health listens to clients, and takes no part in a call',
  },
  {
    files: /^src\/health\/page\//,
    may: [/^src\/health\/page\//],
    mayByType: [/^src\/health\/view\.ts$/],
    why: 'the page runs in a browser, and knows only what it is sent',
  },
  {
    files: /^generator\/src\//,
    may: [/^generator\/src\//, /^(?!(?:src|scripts|test|bench)\/|breakwater\b)/],
    why: 'the generator works without the runtime, and the runtime without it',
  },
];

/** Where Redis is named at all; everywhere else it would become a dependency of the core. */
const redisDoor = 'src/runtime/store/redis.ts';
/** Listeners of the events; the core does not know that they exist. */
const listeners = /^src\/(?:metrics|logs|health)\//;

/** Every import that crosses a border, in a sentence. */
export function violations(imports: readonly Import[]): string[] {
  return imports.flatMap((each) => [
    ...borders
      .filter((border) => border.files.test(each.from) && !allows(border, each))
      .map(({ why }) => sentence(each, why)),
    ...(/^(?:#redis|@keyv\/redis)/.test(each.to) && each.from !== redisDoor
      ? [sentence(each, `only ${redisDoor} names it`)]
      : []),
    ...(listeners.test(each.to) && !listeners.test(each.from)
      ? [sentence(each, 'metrics and health only listen')]
      : []),
  ]);
}

function allows({ may, mayByType = [], mayLazily = [] }: Border, { to, kind }: Import): boolean {
  const allowed = [...may, ...(kind === 'type' ? mayByType : []), ...(kind === 'lazy' ? mayLazily : [])];
  return allowed.some((pattern) => pattern.test(to));
}

function sentence({ from, to, kind }: Import, why: string): string {
  return `${from} imports ${to}${kind === 'value' ? '' : ` (${kind})`}, but ${why}`;
}
