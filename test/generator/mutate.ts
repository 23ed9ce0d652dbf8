/**
 * Real documents made wrong, the same way for the same seed: what the world writes by accident, and what
 * somebody would write on purpose.
 */

type Parent = Record<string, unknown> | unknown[];

/** A place that can be changed. */
interface Spot {
  readonly parent: Parent;
  readonly key: string;
}

export type Random = () => number;

/** Mulberry32: small, fast, and the same everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const hostile = [
  ...['*/ globalThis.injected = 1; /*', `'); globalThis.injected(); ('`, '`$' + '{globalThis.injected()}`'],
  ...[
    '"; globalThis.injected(); "',
    '\\',
    "\\'",
    '\n\nglobalThis.injected();\n',
    '\r\u2028globalThis.injected();',
  ],
  ...['\u202eevil', '\u001b[31mred', '</script>', '\0', '__proto__', 'constructor', 'prototype', 'toString'],
  ...['../../x', '..', '/etc/passwd', 'C:\\x', 'con', 'default', 'delete', 'await', 'import', 'arguments'],
  ...[
    'then',
    'Blob',
    'Promise',
    'Record',
    'index',
    'types',
    'client',
    'operations',
    '',
    ' ',
    '0',
    '1e3',
    '-1',
  ],
  ...[
    '字符串',
    'ﬁ',
    '\u{1f600}',
    '\ud800',
    '{',
    '}',
    '{}',
    '{a}{a}',
    '//',
    '/*',
    '#',
    '@throws {x}',
    '%',
    '~1',
  ],
  ...['x'.repeat(500), 'a b', 'a-b', 'a_b', 'aB', 'multipart/form-data', 'text/event-stream', '*/*', '2XX'],
];

const words = [
  ...['type', 'properties', 'items', 'allOf', 'oneOf', 'anyOf', 'enum', 'const', 'required', 'discriminator'],
  ...[
    'additionalProperties',
    'nullable',
    'readOnly',
    'writeOnly',
    'format',
    'default',
    '$ref',
    'prefixItems',
  ],
  ...[
    'name',
    'in',
    'style',
    'explode',
    'schema',
    'content',
    'tags',
    'operationId',
    'description',
    'security',
  ],
  ...[
    'responses',
    'requestBody',
    'parameters',
    'deprecated',
    'patternProperties',
    'not',
    '$defs',
    'itemSchema',
  ],
  ...[
    'additionalOperations',
    'query',
    'servers',
    'mapping',
    'propertyName',
    'components',
    'encoding',
    'title',
  ],
];

/** A copy with one to five things wrong. */
export function mutated(document: unknown, random: Random): unknown {
  const root = { document: structuredClone(document) };
  const count = 1 + Math.floor(random() * 5);
  for (let step = 0; step < count; step++) {
    try {
      change(spotIn(root, random), root, random);
    } catch (error) {
      // Nested so deeply by now that it cannot even be copied.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return root.document;
}

function change(spot: Spot, root: { document: unknown }, random: Random): void {
  const { parent, key } = spot;
  const value: unknown = Reflect.get(parent, key);
  const other = spotIn(root, random);
  const changes: (() => void)[] = [
    () => (Array.isArray(parent) ? parent.splice(Number(key), 1) : Reflect.deleteProperty(parent, key)),
    () => put(parent, key, structuredClone(Reflect.get(other.parent, other.key))),
    () => put(other.parent, other.key, structuredClone(value)),
    () => put(parent, key, pick(hostile, random)),
    () =>
      put(parent, key, pick([null, true, false, 0, -1, 1.5, [], {}, [[]], '', [null], { a: null }], random)),
    () => put(parent, key, { $ref: referenceIn(root.document, random) }),
    () => put(parent, key, nested(value, pick(['items', 'allOf', 'properties', 'not'], random), random)),
    () => rename(parent, key, pick(hostile, random)),
    () =>
      isObject(value) &&
      put(value, pick(words, random), structuredClone(Reflect.get(other.parent, other.key))),
    () => isObject(value) && put(value, pick(words, random), pick(hostile, random)),
    () => isObject(value) && put(value, pick(words, random), { $ref: referenceIn(root.document, random) }),
    () =>
      isObject(value) &&
      put(value, pick(hostile, random), structuredClone(Reflect.get(other.parent, other.key))),
    () =>
      Array.isArray(value) &&
      put(
        parent,
        key,
        Array.from({ length: 60 }, (_, index) => value[index % value.length]),
      ),
    () => Array.isArray(parent) && parent.push(structuredClone(value)),
  ];
  pick(changes, random)();
}

/** Any place, deep ones as likely as shallow ones. */
function spotIn(root: { document: unknown }, random: Random): Spot {
  let spot: Spot = { parent: root, key: 'document' };
  for (;;) {
    const value: unknown = Reflect.get(spot.parent, spot.key);
    if (!isObject(value) || (spot.parent !== root && random() < 0.12)) return spot;
    const keys = Object.keys(value);
    if (keys.length === 0) return spot;
    spot = { parent: value, key: pick(keys, random) };
  }
}

function referenceIn(document: unknown, random: Random): string {
  const steps: string[] = [];
  for (let value = document; isObject(value) && random() > 0.15; ) {
    const keys = Object.keys(value);
    if (keys.length === 0) break;
    const key = pick(keys, random);
    steps.push(key.replaceAll('~', '~0').replaceAll('/', '~1'));
    value = Reflect.get(value, key);
  }
  const strange = [
    '',
    '#',
    '#/',
    'http://127.0.0.1/x',
    'file:///etc/passwd',
    '//x',
    './a.json#/b',
    '#/%',
    '#a',
  ];
  return random() < 0.1 ? pick(strange, random) : `#/${steps.join('/')}`;
}

function nested(value: unknown, word: string, random: Random): unknown {
  const depth = random() < 0.02 ? 1_000 : Math.floor(random() * 30);
  let wrapped = value;
  for (let level = 0; level < depth; level++)
    wrapped = { [word]: word === 'allOf' ? [wrapped] : word === 'properties' ? { a: wrapped } : wrapped };
  return wrapped;
}

function rename(parent: Parent, key: string, name: string): void {
  if (Array.isArray(parent)) return;
  const value = parent[key];
  Reflect.deleteProperty(parent, key);
  put(parent, name, value);
}

/** A list has items, and no member of another name: JSON knows no other. */
function put(parent: object, key: string, value: unknown): void {
  if (Array.isArray(parent) && !/^\d+$/.test(key)) return;
  Object.defineProperty(parent, key, { value, enumerable: true, writable: true, configurable: true });
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}

function isObject(value: unknown): value is Parent {
  return typeof value === 'object' && value !== null;
}
