/**
 * `security.ts`: the security schemes of the API, and the option that takes a credential for each of them.
 */

import type { OAuthFlow, Security, SecurityScheme } from '../model.ts';
import { docComment } from './comment.ts';
import { type Emission, sourceFile } from './file.ts';
import { Imports } from './imports.ts';
import { block, group } from './layout.ts';
import { key, literal } from './text.ts';

/** Nothing, where the API has no security schemes. */
export function emitSecurity(emission: Emission): string | undefined {
  const { api, runtime } = emission;
  if (api.securitySchemes.length === 0) return undefined;
  const imports = new Imports();
  imports.type(runtime, 'SecuritySchemes');
  const members = api.securitySchemes.map((scheme) => {
    const type = imports.type(runtime, optionType(scheme));
    return `${docComment({ paragraphs: [scheme.description, ...notesOf(scheme)] }, '  ')}  readonly ${key(scheme.name)}?: ${type};\n`;
  });
  const schemes = api.securitySchemes.map((scheme) => `  ${schemeText(scheme)},\n`);
  return sourceFile(
    emission,
    imports,
    `/** How the API lets its callers in. The runtime fills in from here what is no secret. */
export const securitySchemes = {
${schemes.join('')}} as const satisfies SecuritySchemes;
`,
    `/** Credentials by security scheme: each operation is sent with what it asks for. */
export interface AuthOptions {
${members.join('')}}
`,
  );
}

/** `[{ oauth: ['pets:read'] }, { apiKey: [] }]`: any of these, each of them in full. */
export function securityText(security: Security, before = 'security: [', indent = '  '): string {
  const alternatives = security.map((alternative) => {
    const members = alternative.map(
      ({ scheme, scopes }) => `${key(scheme)}: [${scopes.map(literal).join(', ')}]`,
    );
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  });
  return group(before, alternatives, ']', indent);
}

function optionType(scheme: SecurityScheme): string {
  switch (scheme.type) {
    case 'apiKey':
      return 'ApiKeyAuth';
    case 'http':
      return scheme.scheme === 'basic' ? 'BasicAuth' : scheme.scheme === 'bearer' ? 'BearerAuth' : 'HttpAuth';
    case 'mutualTLS':
      return 'MutualTlsAuth';
    default:
      return 'OAuth2Auth';
  }
}

/** What the description of the scheme need not repeat. */
function notesOf(scheme: SecurityScheme): string[] {
  if (scheme.type === 'apiKey') return [`Goes into the ${placeName(scheme.in)} \`${quoted(scheme.key)}\`.`];
  if (scheme.type !== 'oauth2') return [];
  const scopes = new Map(scheme.flows.flatMap((flow) => flow.scopes));
  if (scopes.size === 0) return [];
  const lines = [...scopes].map(
    ([scope, words]) => `- \`${quoted(scope)}\`${words ? `: ${oneLine(words)}` : ''}`,
  );
  return [['Scopes:', ...lines].join('\n')];
}

function placeName(place: 'header' | 'query' | 'cookie'): string {
  return place === 'query' ? 'query parameter' : place;
}

function quoted(text: string): string {
  return oneLine(text).replaceAll('`', "'");
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

function schemeText(scheme: SecurityScheme): string {
  const before = `${key(scheme.name)}: {`;
  const type = `type: ${literal(scheme.type)}`;
  switch (scheme.type) {
    case 'apiKey':
      return nested(before, [type, `in: ${literal(scheme.in)}`, `name: ${literal(scheme.key)}`], '}', '  ');
    case 'http':
      return nested(before, [type, `scheme: ${literal(scheme.scheme)}`], '}', '  ');
    case 'oauth2': {
      const flows = scheme.flows.map((flow) => flowText(flow));
      return nested(before, [type, nested('flows: {', flows, '}', '    ')], '}', '  ');
    }
    case 'openIdConnect':
      return nested(before, [type, `openIdConnectUrl: ${literal(scheme.openIdConnectUrl)}`], '}', '  ');
    case 'mutualTLS':
      return nested(before, [type], '}', '  ');
  }
}

function flowText({ name, urls }: OAuthFlow): string {
  return nested(
    `${name}: {`,
    urls.map(([key, url]) => `${key}: ${literal(url)}`),
    '}',
    '      ',
  );
}

/** As `group`, but what holds lines of its own is not put on one. */
function nested(before: string, items: readonly string[], after: string, indent: string): string {
  const hasLines = items.some((item) => item.includes('\n'));
  return (hasLines ? block : group)(before, items, after, indent);
}
