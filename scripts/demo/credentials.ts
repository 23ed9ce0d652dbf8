/** A credential that means nothing, in the place where a spec wants one: Prism only looks for it. */

import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse } from 'yaml';
import { apiKey, basic, bearer, type Credential } from '../../src/runtime/index.ts';

type Node = Readonly<Record<string, unknown>>;

/** @returns `undefined` for a spec that describes no way to sign requests. */
export async function dummyCredential(spec: string): Promise<Credential | undefined> {
  const text = await readFile(spec, 'utf8');
  // YAML's parser reads JSON too, but not 13 MB of it while somebody waits.
  const document = node(extname(spec) === '.json' ? JSON.parse(text) : parse(text, { logLevel: 'silent' }));
  const schemes = node(node(document['components'])['securitySchemes']);
  const [required] = Array.isArray(document['security']) ? document['security'] : [];
  const [name = Object.keys(schemes)[0]] = Object.keys(node(required));
  return name === undefined ? undefined : forScheme(node(schemes[name]));
}

/** OpenAPI 3.1 §4.8.27. */
function forScheme({ type, scheme, in: place, name }: Node): Credential | undefined {
  if (type === 'apiKey' && typeof name === 'string') {
    const known = place === 'query' || place === 'cookie' ? place : 'header';
    return apiKey('a-key-for-the-mock', { in: known, name });
  }
  if (type === 'http' && String(scheme).toLowerCase() === 'basic') return basic('demo', 'demo');
  return type === 'mutualTLS' || type === undefined ? undefined : bearer('a-token-for-the-mock');
}

function node(value: unknown): Node {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
