/**
 * Lists whose replies name the next page: by a cursor, by a URL in the body, by a `Link` header.
 */

import { textOf } from '../node.ts';
import { type Evidence, isPagingInput, listed } from './evidence.ts';
import type { Input } from './inputs.ts';
import type { Pagination, Paging } from './paging.ts';
import { isAboutPaging, type Member, solid } from './reply.ts';
import {
  cursorInputs,
  linkObjects,
  nestedNextCursors,
  nextCursors,
  nextUrls,
  pagingObjects,
  possibleCursorInputs,
} from './words.ts';

export function byCursor(evidence: Evidence): Pagination | undefined {
  const { inputs, reply, more } = evidence;
  const givers = [...reply.members, ...reply.headers].filter(
    (member) => isScalar(member.type) && isAboutPaging(member) && !isUrl(member, evidence),
  );
  const takers = inputs.filter(
    ({ word, type }) =>
      cursorInputs.has(word) ||
      (possibleCursorInputs.has(word) && type !== 'integer') ||
      // GitLab's `X-Next-Page`: a number that the server works out need not be counted.
      givers.some(({ header, word: given }) => header !== undefined && given === `next${word}`),
  );
  const pairs = takers.flatMap((input) =>
    givers.flatMap((output) => {
      const strength = strengthOf(input, output, more);
      return strength === undefined ? [] : [{ input, output, ...strength }];
    }),
  );
  const [best] = pairs.sort((a, b) => b.rank - a.rank);
  if (!best) return undefined;
  const { input, output, rank, because } = best;
  const paging = { style: 'cursor', parameter: input.parameter, ...placeOf(output) } as const;
  return {
    paging: listed(paging, evidence),
    confidence: rank >= sure ? 'high' : 'low',
    because,
  };
}

function placeOf({ header, pointer }: Member): Pick<Paging, 'next' | 'header'> {
  return header === undefined ? { next: pointer } : { header };
}

/** From here on a cursor is one. */
const sure = 2;

interface Strength {
  readonly rank: number;
  readonly because: string;
}

/** How well a member of the reply goes with a parameter. */
function strengthOf(input: Input, output: Member, more: Member | undefined): Strength | undefined {
  return byNames(input, output, more) ?? byDescriptions(input, output) ?? byLikeness(input, output);
}

function byNames(input: Input, output: Member, more: Member | undefined): Strength | undefined {
  const { word, within } = output;
  const parent = within.at(-1) ?? '';
  const both = `\`${output.name}\` of a reply and the parameter \`${input.name}\``;
  const fits = { rank: 4, because: `${both} belong together by their names` };
  if (word === `next${input.word}`) return { ...fits, rank: 5 };
  const isCursor = cursorInputs.has(input.word);
  const isNested = /^(?:next|nextpage|cursors?)$/.test(parent) && nestedNextCursors.has(word);
  if (isNested && (isCursor || word === input.word)) return fits;
  if (nextCursors.has(word) && isCursor) return { rank: 4, because: `${both} are both cursors` };
  const isLast = /^(?:lastid|endcursor)$/.test(word) && /after|cursor/.test(input.word);
  return isLast && more ? { rank: 4, because: `${both} go with \`${more.name}\`` } : undefined;
}

function byDescriptions(input: Input, output: Member): Strength | undefined {
  const { name, word, schema } = output;
  const says = textOf(schema.description) ?? '';
  const isOnward = /next|more|subsequent|following|further/i.test(says);
  if (isNextWord(word) && mentions(input.description, name))
    return { rank: 3, because: `the description of \`${input.name}\` names \`${name}\`` };
  if (isNextWord(word) && mentions(says, input.name) && isOnward)
    return { rank: 3, because: `the description of \`${name}\` names \`${input.name}\`` };
  const isSame = word === input.word && cursorInputs.has(word);
  return isSame && isOnward
    ? { rank: 2, because: `\`${name}\` of a reply is described as that of the next page` }
    : undefined;
}

function byLikeness(input: Input, { name, word }: Member): Strength | undefined {
  const isCursor = cursorInputs.has(input.word);
  if (word === 'next' && isCursor)
    return { rank: 2, because: `\`next\` of a reply is no URL, and \`${input.name}\` takes a cursor` };
  if (nextCursors.has(word)) return { rank: 1, because: `\`${name}\` looks like the next \`${input.name}\`` };
  return isCursor && word === input.word
    ? { rank: 1, because: `\`${name}\` may be that of the next page, or of this one` }
    : undefined;
}

/** Descriptions mention many members; only one with such a name can be the next cursor. */
function isNextWord(word: string): boolean {
  return word.startsWith('next') || nextCursors.has(word) || cursorInputs.has(word);
}

/** As a word of its own: `next` in "the `next` property", not in "nextPage". Short words must be marked as code. */
function mentions(description: string, name: string): boolean {
  const text = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const marked = new RegExp(`[\`"'*“]${text}[\`"'*”]|\\b${text} (?:property|field|member|value)\\b`);
  return (
    marked.test(description) ||
    (name.length > 5 && new RegExp(`(?<![\\w-])${text}(?![\\w-])`).test(description))
  );
}

export function byUrl(evidence: Evidence): Pagination | undefined {
  const found = [...evidence.reply.members, ...evidence.reply.headers].filter(
    (member) => member.type === 'string' && isNextUrl(member) && isUrl(member, evidence),
  );
  const [only, ...others] = found;
  if (!only || others.length > 0) return undefined;
  // One schema often serves lists and single things alike.
  const isPaged = evidence.isCollection || evidence.inputs.some(isPagingInput);
  if (!isPaged) return undefined;
  return followed(
    { style: 'url', ...placeOf(only) },
    `\`${only.header ?? only.pointer}\` of a reply is the URL of the next page`,
    textOf(only.schema.description),
    evidence,
  );
}

/** `next_url`, `links.next`, `_links.next.href`, `paging.next.link`, `links.pages.next`. */
function isNextUrl({ word, within }: Member): boolean {
  const parent = within.at(-1);
  const others = within.slice(0, -1);
  const isHref = /^(?:href|link|url|uri)$/.test(word) && parent === 'next';
  const homes = isHref ? others : within;
  return (
    (isHref || nextUrls.has(word) || word === 'nextpage') && homes.every((home) => pagingObjects.has(home))
  );
}

function isUrl({ name, within, word, schema }: Member, { definitions }: Evidence): boolean {
  const { format, description, example, examples } = solid(schema, definitions);
  const samples = [example, schema.default, ...[examples ?? []].flat()];
  return (
    /^(?:uri|url|uri-reference|iri|iri-reference)$/.test(String(format)) ||
    /ur[il]|link|href/i.test(name) ||
    (word === 'next' && within.some((home) => linkObjects.has(home))) ||
    samples.some((sample) => typeof sample === 'string' && /^(?:https?:\/\/|\/|\?)/.test(sample)) ||
    /\bUR[IL]s?\b|\b(?:hyper)?link\b/i.test(textOf(description) ?? '')
  );
}

export function byLink(evidence: Evidence): Pagination | undefined {
  const { reply, inputs } = evidence;
  const isPaged = reply.type === 'array' || inputs.some(isPagingInput);
  if (!reply.hasNextLink || !isPaged) return undefined;
  const because = 'a reply documents the header `Link` with the relation `next`';
  return followed({ style: 'link' }, because, undefined, evidence);
}

/** A URL that was named in answer to a POST may be asked for by either method: only one of them is right. */
function followed(
  paging: Pick<Paging, 'style' | 'next' | 'header'>,
  because: string,
  description: string | undefined,
  evidence: Evidence,
): Pagination {
  const certainly = (more: Pick<Paging, 'method'> = {}) =>
    ({ paging: listed({ ...paging, ...more }, evidence), confidence: 'high', because }) as const;
  if (!evidence.isPost || /\bPOST\b|\bsame (?:request )?body\b/.test(description ?? '')) return certainly();
  if (/\bGET\b/.test(description ?? '')) return certainly({ method: 'GET' });
  const doubt = `${because}, but nothing says whether it is asked for by GET or by POST again`;
  return { ...certainly({ method: 'GET' }), confidence: 'low', because: doubt };
}

function isScalar(type: string | undefined): boolean {
  return type === 'string' || type === 'integer' || type === 'number' || type === undefined;
}
