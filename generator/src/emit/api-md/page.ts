/**
 * `api.md`: every call of an SDK on one page, by resource, for whoever looks for the function to an operation.
 */

import { Flattener } from '../../contract/sample/flat.ts';
import type { Resource } from '../../model.ts';
import { firstSentence, sentence } from '../comment.ts';
import { apiMdFile, type Emission, markdownHeader, sibling } from '../file.ts';
import { literal } from '../text.ts';
import { entry } from './entry.ts';
import { anchorOf, block, code, prose } from './markdown.ts';

/** The runtime's `cache.defaultTtl`, in seconds. */
const defaultTtl = 300;

export function emitApiMd(emission: Emission): [string, string][] {
  const { api } = emission;
  if (api.operations.length === 0) return [];
  const schemas = Object.fromEntries(emission.definitions);
  const sampling = { flattener: new Flattener(schemas), scalars: emission.scalars };
  const taken = new Map<string, number>();
  const title = `${prose(api.title)}: every call`;
  anchorOf(`${api.title}: every call`, taken);
  const chapters = api.resources.map((resource) => chapterOf(resource, emission, taken));
  const text = [
    markdownHeader(emission),
    `# ${title}`,
    block(`import { createClient } from ${literal(sibling('index', emission))};

const api = createClient();`),
    introduction,
    chapters.map(({ link, count }) => `- ${link}: ${count}`).join('\n'),
    ...chapters.flatMap(({ head, parts }) => [head, ...parts.map((part) => part(sampling))]),
  ];
  return [[apiMdFile, `${text.join('\n\n')}\n`]];
}

const introduction = `Values are samples of the right type; a name that stands alone, such as \`body\`, is a value of yours. What has no type
here is text. The name beside a path is the same call as a function, for bundles that carry only what they import:
\`getThing(api, …)\`.

Every call takes options as its last argument. A read is kept for as long as it says, unless the client's \`cache\` says
otherwise; a write outdates what is kept of its resource. Any call can also throw what no spec lists: a circuit that is
open, no answer in time, no connection, a status that is not documented.`;

interface Chapter {
  readonly link: string;
  readonly count: number;
  readonly head: string;
  readonly parts: readonly ((sampling: Parameters<typeof entry>[4]) => string)[];
}

function chapterOf(
  { tag, description, ttlSeconds = defaultTtl }: Resource,
  emission: Emission,
  taken: Map<string, number>,
): Chapter {
  const { api, names } = emission;
  const { namespace = '', file = '' } = names.resources.get(tag) ?? {};
  const anchor = anchorOf(namespace, taken);
  const operations = api.operations.filter((operation) => operation.tag === tag);
  for (const operation of operations)
    anchorOf(`${namespace}.${names.operations.get(operation)?.short}`, taken);
  const about = sentence(firstSentence(description));
  return {
    link: `[${code(namespace)}](#${encodeURIComponent(anchor)})`,
    count: operations.length,
    head: `## ${code(namespace)}\n\n${about === undefined ? '' : `${prose(about)} `}Types and descriptions: [${code(`${file}.ts`)}](${encodeURIComponent(file)}.ts)`,
    parts: operations.map(
      (operation) => (sampling) => entry(operation, namespace, ttlSeconds, emission, sampling),
    ),
  };
}
