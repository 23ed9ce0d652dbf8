/**
 * Names that are taken before a spec is read.
 */

/** What may not name a variable, a function or a namespace in a module. */
const words = `arguments await break case catch class const continue debugger default delete do else enum eval
  export extends false finally for function if implements import in instanceof interface let new null package
  private protected public return static super switch this throw true try typeof undefined var void while with
  yield NaN Infinity globalThis`;

export const reservedWords: ReadonlySet<string> = new Set(words.split(/\s+/));

/**
 * Members of every object. As an optional property of another type, such a name makes `{}` unassignable;
 * `__proto__` does not.
 */
export const objectMembers: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(Object.prototype).filter((name) => name !== '__proto__'),
);

/** Members of a client and of every object: no namespace of the grouped face may hide them. */
export const reservedClientMembers: readonly string[] = [
  ...[
    'announce',
    'baseUrl',
    'bulkheads',
    'cache',
    'call',
    'circuits',
    'close',
    'explain',
    'follow',
    'forward',
  ],
  ...[
    'get',
    'getResource',
    'http',
    'isIdle',
    'name',
    'on',
    'operations',
    'origins',
    'signing',
    'tell',
    'then',
    'toJSON',
    ...objectMembers,
  ],
];

/** What the index of every SDK exports beside what the spec names. */
export const reservedExports: readonly string[] = [
  ...[
    'createClient',
    'createBareClient',
    'apiOf',
    'useClient',
    'Api',
    'ApiOptions',
    'Resource',
    'resources',
    'ttl',
    'sdk',
  ],
  ...['apiKey', 'basic', 'bearer', 'oauth2', 'components', 'operations', 'paths'],
  ...['AuthOptions', 'securitySchemes'],
];

/** Devices: no file may be called like one on Windows. */
const devices =
  'con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9';

/** Files of every SDK beside one per tag, and names no file may have. */
export const reservedFiles: ReadonlySet<string> = new Set([
  ...['api', 'client', 'codecs', 'index', 'resources', 'schemas', 'security', 'types', 'xml'],
  ...['msw', 'repositories', 'repositories-in-memory', 'validate-replies', 'validate-requests'],
  ...devices.split(' '),
]);

/** Names a tag's module exports of its own, or that change what a namespace means. */
export const reservedShortNames: ReadonlySet<string> = new Set([
  'operations',
  'then',
  'default',
  'constructor',
]);

/** Errors of the language, of the web, and the one of the runtime that every module imports. */
export const reservedErrors: ReadonlySet<string> = new Set([
  ...['AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SuppressedError', 'SyntaxError'],
  ...['TypeError', 'URIError', 'UriError', 'QuotaExceededError', 'ResponseError'],
]);
