/**
 * How an API lets its callers in: its security schemes, and what each operation asks for. A requirement
 * that cannot be met is left out; an operation that loses its last one is as if it had said nothing.
 */

import type { OAuthFlow, Operation, Requirement, Security, SecurityScheme } from './model.ts';
import { entriesOf, listOf, type Node, nodeOf, textOf } from './node.ts';
import { remove } from './overlay/repair.ts';
import { at } from './pointer.ts';
import type { Findings } from './problem.ts';

const place = '#/components/securitySchemes';

export function readSecuritySchemes(document: Node, findings: Findings): SecurityScheme[] {
  return entriesOf(nodeOf(document.components).securitySchemes).flatMap(([name, value]) => {
    const pointer = at(place, name);
    const node = nodeOf(value);
    const scheme = readScheme(name, node, pointer, findings);
    return scheme === undefined ? [] : [{ ...scheme, name, description: textOf(node.description) }];
  });
}

/** What there is to know of a scheme before it has its name. */
type Unnamed = SecurityScheme extends infer Each
  ? Each extends SecurityScheme
    ? Omit<Each, 'name' | 'description'>
    : never
  : never;

function readScheme(name: string, node: Node, pointer: string, findings: Findings): Unnamed | undefined {
  const skip = (what: string, mend: string): undefined => {
    findings.skipped(pointer, what, mend, { repair: remove(pointer) });
  };
  switch (node.type) {
    case 'apiKey':
      return readApiKey(name, node, skip);
    case 'http': {
      // RFC 9110 §11.1: the name of a scheme is a token, and its case means nothing, but not to every server.
      const scheme = textOf(node.scheme)
        ?.trim()
        .replace(/^(?:basic|bearer)$/i, (name) => name.toLowerCase());
      if (scheme !== undefined && isToken(scheme)) return { type: 'http', scheme };
      return skip(`The security scheme ${name} does not say which HTTP scheme it is.`, schemeMend);
    }
    case 'oauth2':
      return { type: 'oauth2', flows: readFlows(nodeOf(node.flows), at(pointer, 'flows'), findings) };
    case 'openIdConnect': {
      const url = textOf(node.openIdConnectUrl);
      if (url !== undefined && isLocation(url)) return { type: 'openIdConnect', openIdConnectUrl: url };
      return skip(
        `The security scheme ${name} has no openIdConnectUrl that is a URL.`,
        'Give it the address of the OpenID configuration.',
      );
    }
    case 'mutualTLS':
      return { type: 'mutualTLS' };
    default:
      return skip(
        `The security scheme ${name} has no type that OpenAPI knows.`,
        'Use apiKey, http, oauth2, openIdConnect or mutualTLS.',
      );
  }
}

const schemeMend = 'Give it a scheme such as basic or bearer.';

function readApiKey(
  name: string,
  node: Node,
  skip: (what: string, mend: string) => undefined,
): Unnamed | undefined {
  const key = textOf(node.name);
  const location = node.in;
  if (location !== 'header' && location !== 'query' && location !== 'cookie')
    return skip(
      `The API key ${name} is in no known place.`,
      'Say whether it is in: header, query or cookie.',
    );
  // What is no token can be no field name (RFC 9110 §5.1), and no name of a cookie (RFC 6265 §4.1.1).
  if (key === undefined || (location !== 'query' && !isToken(key)))
    return skip(`The API key ${name} has no name that a ${location} can have.`, 'Correct its name.');
  return { type: 'apiKey', in: location, key };
}

const flowNames = ['clientCredentials', 'password', 'authorizationCode', 'deviceAuthorization'] as const;
const urlNames = ['authorizationUrl', 'deviceAuthorizationUrl', 'tokenUrl', 'refreshUrl'] as const;

function readFlows(node: Node, pointer: string, findings: Findings): OAuthFlow[] {
  return flowNames.flatMap((name) => {
    if (node[name] === undefined) return [];
    const flow = nodeOf(node[name]);
    const urls = urlNames.flatMap((key) => {
      const url = textOf(flow[key]);
      return url === undefined || !isLocation(url) ? [] : [[key, url] as const];
    });
    const scopes = entriesOf(flow['scopes']).map(([scope, words]) => [scope, textOf(words)] as const);
    if (urls.some(([key]) => key === 'tokenUrl')) return [{ name, urls, scopes }];
    const what = `The flow ${name} has no tokenUrl that is a URL: it is left out.`;
    const mend = 'Give it the address of the token endpoint.';
    findings.skipped(at(pointer, name), what, mend, { repair: remove(pointer, name) });
    return [];
  });
}

/** `undefined` where nothing is said, or nothing that can be used. */
export function readSecurity(
  node: Node,
  pointer: string,
  document: Node,
  findings: Findings,
): Security | undefined {
  const { security } = node;
  if (security === undefined) return undefined;
  const owner = at(pointer, 'security');
  if (!Array.isArray(security)) {
    const mend = 'Write a list of security requirements.';
    findings.skipped(owner, '`security` is no list.', mend, { repair: remove(owner) });
    return undefined;
  }
  const declared = new Set(entriesOf(nodeOf(document.components).securitySchemes).map(([name]) => name));
  const alternatives = security.flatMap((value, index) => {
    const requirements = entriesOf(value).map(
      ([scheme, scopes]): Requirement => ({
        scheme,
        scopes: listOf(scopes).flatMap((scope) => textOf(scope) ?? []),
      }),
    );
    const unknown = requirements.find(({ scheme }) => !declared.has(scheme));
    if (unknown === undefined) return [requirements];
    const what = `The security scheme ${unknown.scheme} is not declared: this requirement is left out.`;
    const mend = `Declare it under ${place}, or correct its name.`;
    findings.skipped(at(owner, index), what, mend, { repair: remove(owner, index) });
    return [];
  });
  return security.length > 0 && alternatives.length === 0 ? undefined : alternatives;
}

/** Operations that ask for what the API asks for anyway need not say so. */
export function statedOnce(operations: readonly Operation[], root: Security | undefined): Operation[] {
  const common = JSON.stringify(root);
  return operations.map((operation) =>
    JSON.stringify(operation.security) === common ? { ...operation, security: undefined } : operation,
  );
}

/** Absolute, or relative to where the API is: OpenAPI 3.2 §4.27 allows both. */
function isLocation(url: string): boolean {
  const absolute = URL.parse(url, 'https://api.invalid');
  return absolute !== null && /^https?:$/.test(absolute.protocol) && absolute.username === '';
}

function isToken(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);
}
