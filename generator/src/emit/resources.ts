/**
 * `resources.ts`: the tags of the API, and how long their answers stay fresh.
 */

import { type Emission, sourceFile } from './file.ts';
import { group, typeAlias } from './layout.ts';
import { key, literal } from './text.ts';

export function emitResources(emission: Emission): string {
  const { resources } = emission.api;
  const tags = resources.map((resource) => literal(resource.tag));
  const ttls = resources.flatMap(({ tag, ttlSeconds }) =>
    ttlSeconds === undefined ? [] : [`${key(tag)}: ${ttlSeconds}`],
  );
  return sourceFile(
    emission,
    '',
    `/** Resource tags of the API: what a TTL can be set for, and what a write invalidates. */
${typeAlias('Resource', tags.length > 0 ? tags.join(' | ') : 'never')}
`,
    `${group('export const resources: readonly Resource[] = [', tags, '];')}
`,
    `/**
 * Seconds an answer stays fresh, from \`x-cache-ttl\` on the tag. A resource not named here has the
 * client's default, 300.
 */
${group('export const ttl: { readonly [Tag in Resource]?: number } = {', ttls, '};')}
`,
  );
}
