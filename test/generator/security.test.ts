import { describe, expect, test } from 'vitest';
import { aDocument, anOperation, emitted, emittedFile, reading } from './support.ts';

/** A document with these schemes, and one operation that asks for this. */
function secured(securitySchemes: Record<string, unknown>, security?: unknown, root?: unknown) {
  return aDocument({
    paths: { '/pets': { get: anOperation(security === undefined ? {} : { security }) } },
    components: { securitySchemes },
    ...(root === undefined ? {} : { security: root }),
  });
}

const findings = (document: unknown) =>
  reading(document).findings.map(({ severity, pointer, what }) => `${severity} ${pointer}: ${what}`);

const apiKey = { type: 'apiKey', in: 'header', name: 'X-Key' };
const tenant = { type: 'apiKey', in: 'query', name: 'tenant' };
const oauth = {
  type: 'oauth2',
  description: 'For applications.',
  flows: {
    clientCredentials: { tokenUrl: '/token', scopes: { 'pets:read': 'Read pets', 'pets:write': '' } },
    implicit: { authorizationUrl: 'https://login.example/authorize', scopes: {} },
  },
};

describe('security schemes as data', () => {
  test.each([
    ['an API key', apiKey, "{ type: 'apiKey', in: 'header', name: 'X-Key' }", 'ApiKeyAuth'],
    [
      'basic, however it is spelt',
      { type: 'http', scheme: 'Basic' },
      "{ type: 'http', scheme: 'basic' }",
      'BasicAuth',
    ],
    ['bearer', { type: 'http', scheme: 'bearer' }, "{ type: 'http', scheme: 'bearer' }", 'BearerAuth'],
    [
      'another HTTP scheme, as it is spelt',
      { type: 'http', scheme: 'Token' },
      "{ type: 'http', scheme: 'Token' }",
      'HttpAuth',
    ],
    [
      'OAuth 2.0',
      oauth,
      "{ type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/token' } } }",
      'OAuth2Auth',
    ],
    [
      'OpenID Connect',
      { type: 'openIdConnect', openIdConnectUrl: 'https://login.example/.well-known/openid-configuration' },
      'https://login.example/.well-known/openid-configuration',
      'OAuth2Auth',
    ],
    ['a client certificate', { type: 'mutualTLS' }, "{ type: 'mutualTLS' }", 'MutualTlsAuth'],
  ])('%s', (_what, scheme, data, option) => {
    const text = emittedFile(secured({ it: scheme }), 'security.ts');
    expect(text).toContain(data);
    expect(text).toContain(`  readonly it?: ${option};\n`);
  });

  test('what is said of a scheme is said where its credential is given, scopes included', () => {
    expect(
      emittedFile(secured({ oauth, apiKey }), 'security.ts'),
    ).toContain(`  /** Goes into the header \`X-Key\`. */
  readonly apiKey?: ApiKeyAuth;
  /**
   * For applications.
   *
   * Scopes:
   * - \`pets:read\`: Read pets
   * - \`pets:write\`
   */
  readonly oauth?: OAuth2Auth;
`);
  });

  test('a scheme with several flows takes a line for each', () => {
    const flows = {
      clientCredentials: { tokenUrl: 'https://login.example.com/a/rather/long/way/to/the/token' },
      authorizationCode: { authorizationUrl: 'https://login.example.com/authorize', tokenUrl: '/token' },
    };
    expect(emittedFile(secured({ it: { type: 'oauth2', flows } }), 'security.ts')).toContain(`  it: {
    type: 'oauth2',
    flows: {
      clientCredentials: { tokenUrl: 'https://login.example.com/a/rather/long/way/to/the/token' },
      authorizationCode: { authorizationUrl: 'https://login.example.com/authorize', tokenUrl: '/token' },
    },
  },
`);
  });

  test('an API without security schemes has no file for them, and takes any credential', () => {
    const files = emitted(aDocument({ paths: { '/pets': { get: anOperation() } } }));
    expect(files.has('security.ts')).toBe(false);
    expect(files.get('client.ts')).toContain(
      'ApiOptions = ClientOptions<Resource, never, keyof operations>;',
    );
  });

  test('nothing in a scheme can end a string or a comment', () => {
    const hostile = { ...apiKey, in: 'query', name: "'*/ evil() //", description: '*/ evil() /*' };
    const text = emittedFile(secured({ "a'*/": hostile }), 'security.ts');
    expect(text.replaceAll(/'[^'\n]*'|"[^"\n]*"/g, '')).not.toContain('*/ evil');
    expect(text).toContain(`"a'*/"?: ApiKeyAuth`);
  });
});

describe('what an operation asks for', () => {
  test.each([
    [
      'any of several',
      [{ oauth: ['pets:read'] }, { apiKey: [] }],
      "security: [{ oauth: ['pets:read'] }, { apiKey: [] }],",
    ],
    ['several at once', [{ apiKey: [], tenant: [] }], 'security: [{ apiKey: [], tenant: [] }],'],
    ['nothing, or something', [{}, { apiKey: [] }], 'security: [{}, { apiKey: [] }],'],
    ['nothing', [], 'security: [],'],
  ])('%s', (_what, security, text) => {
    const document = secured({ oauth, apiKey, tenant }, security);
    expect(emittedFile(document, 'pets.ts')).toContain(`  ${text}\n`);
    expect(findings(document)).toEqual([]);
  });

  test('what all of them ask for is said once, in the SDK', () => {
    const document = secured({ apiKey }, [{ apiKey: [] }], [{ apiKey: [] }]);
    expect(emittedFile(document, 'pets.ts')).not.toContain('security:');
    expect(emittedFile(document, 'client.ts')).toContain('  security: [{ apiKey: [] }],\n');
  });
});

describe('what cannot be used is left out, and reported', () => {
  test.each([
    [
      'a type nobody knows',
      { x: { type: 'magic' } },
      'The security scheme x has no type that OpenAPI knows.',
    ],
    ['a key in no place', { x: { ...apiKey, in: 'body' } }, 'The API key x is in no known place.'],
    [
      'a name no header has',
      { x: { ...apiKey, name: 'X Key' } },
      'The API key x has no name that a header can have.',
    ],
    [
      'HTTP without a scheme',
      { x: { type: 'http' } },
      'The security scheme x does not say which HTTP scheme it is.',
    ],
    [
      'OpenID Connect without a URL',
      { x: { type: 'openIdConnect', openIdConnectUrl: 'javascript:alert(1)' } },
      'The security scheme x has no openIdConnectUrl that is a URL.',
    ],
  ])('%s', (_what, schemes, what) => {
    expect(findings(secured(schemes))).toEqual([`skipped #/components/securitySchemes/x: ${what}`]);
    expect(emitted(secured(schemes)).has('security.ts')).toBe(false);
  });

  test('a flow without a token endpoint', () => {
    const document = secured({ x: { type: 'oauth2', flows: { password: { tokenUrl: 'ftp://x/token' } } } });
    expect(findings(document)).toEqual([
      'skipped #/components/securitySchemes/x/flows/password: The flow password has no tokenUrl that is a URL: it is left out.',
    ]);
  });

  test('a scheme that nobody declared, and only the requirement that names it', () => {
    const document = secured({ apiKey }, [{ apiKey: [] }, { oauht: [] }]);
    expect(findings(document)).toEqual([
      'skipped #/paths/~1pets/get/security/1: The security scheme oauht is not declared: this requirement is left out.',
    ]);
    expect(emittedFile(document, 'pets.ts')).toContain('security: [{ apiKey: [] }],');
  });

  test('an operation that names none but such schemes is as if it had said nothing, not public', () => {
    expect(emittedFile(secured({ apiKey }, [{ oauht: [] }]), 'pets.ts')).not.toContain('security:');
  });
});
