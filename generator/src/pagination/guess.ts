/**
 * How an operation's list goes on, from the names, types and descriptions of what it takes and gives. A guess
 * that would lose items silently is worse than none: wherever a list could end too early, or skip a page, the
 * confidence is low, and nothing is generated.
 */

import type { Operation } from '../model.ts';
import { textOf } from '../node.ts';
import { type Input, inputsOf } from './inputs.ts';
import { itemsOf } from './items.ts';
import type { Pagination, Paging } from './paging.ts';
import { type Definitions, type Member, type ReplyView, replyOf, solid } from './reply.ts';
import {
  cursorInputs,
  linkObjects,
  moreWords,
  nestedNextCursors,
  nextCursors,
  nextUrls,
  offsetInputs,
  pageInputs,
  pagesWords,
  pagingObjects,
  possibleCursorInputs,
  sizeInputs,
  totalWords,
} from './words.ts';

/** What there is to go by. */
interface Evidence {
  readonly inputs: readonly Input[];
  readonly reply: ReplyView;
  readonly items: string;
  readonly more: Member | undefined;
  readonly total: Member | undefined;
  readonly pages: Member | undefined;
  readonly size: Input | undefined;
  readonly definitions: Definitions;
  /** Its path does not end in the name of one thing. */
  readonly isCollection: boolean;
}

type Guess = (evidence: Evidence) => Pagination | undefined;

/** Best first: what the server itself says of the next page, then what can be counted. */
const guesses: readonly Guess[] = [byCursor, byUrl, byLink, byLastItem, byOffset, byPage];

export function guessed(operation: Operation, definitions: Definitions): Pagination | undefined {
  const evidence = evidenceOf(operation, definitions);
  if (!evidence) return undefined;
  const all = guesses.flatMap((guess) => guess(evidence) ?? []);
  return all.find(({ confidence }) => confidence === 'high') ?? all[0];
}

function evidenceOf(operation: Operation, definitions: Definitions): Evidence | undefined {
  if (!/^(GET|POST|QUERY)$/.test(operation.method)) return undefined;
  const inputs = inputsOf(operation, definitions);
  if (operation.method === 'POST' && inputs.length === 0) return undefined;
  const reply = replyOf(operation, definitions);
  const items = reply && itemsOf(reply, operation);
  if (!reply || items === undefined) return undefined;
  return {
    ...{ inputs, reply, items, definitions },
    isCollection: !operation.path.endsWith('}'),
    more: flagOf(reply, moreWords, 'boolean'),
    total: flagOf(reply, totalWords, 'integer'),
    pages: flagOf(reply, pagesWords, 'integer'),
    size: inputs.find(({ word }) => sizeInputs.has(word)),
  };
}

/** Of the whole list, and not of the page: a count of what is here would end it too early. */
function flagOf({ members }: ReplyView, names: ReadonlySet<string>, type: string): Member | undefined {
  const found = members.filter(
    (member) =>
      names.has(member.word) && isOf(member.type, type) && isAboutPaging(member) && !isOfPage(member),
  );
  return found.length === 1 ? found[0] : undefined;
}

function isOf(type: string | undefined, wanted: string): boolean {
  return type === wanted || (wanted === 'integer' && type === 'number');
}

function isOfPage({ schema }: Member): boolean {
  return /\b(?:in|on|of|for) (?:this|the current|the|each) (?:page|response|batch)\b|\breturned\b/i.test(
    textOf(schema.description) ?? '',
  );
}

/** Beside the items, or in an object for paging. */
function isAboutPaging({ within }: Member): boolean {
  return within.every(
    (word) => pagingObjects.has(word) || /^(data|result|results|response|hits)$/.test(word),
  );
}

function byCursor(evidence: Evidence): Pagination | undefined {
  const { inputs, reply, more } = evidence;
  const takers = inputs.filter(
    ({ word, type }) => cursorInputs.has(word) || (possibleCursorInputs.has(word) && type !== 'integer'),
  );
  const givers = reply.members.filter(
    (member) => isScalar(member.type) && isAboutPaging(member) && !isUrl(member, evidence),
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
  const paging = { style: 'cursor', parameter: input.parameter, next: output.pointer } as const;
  return {
    paging: listed(paging, evidence),
    confidence: rank >= sure ? 'high' : 'low',
    because,
  };
}

/** From here on a cursor is one. */
const sure = 2;

/** How well a member of the reply goes with a parameter. */
function strengthOf(
  input: Input,
  output: Member,
  more: Member | undefined,
): { readonly rank: number; readonly because: string } | undefined {
  const strength = (rank: number, because: string) => ({ rank, because });
  const { word, within } = output;
  const parent = within.at(-1) ?? '';
  const isCertainInput = cursorInputs.has(input.word);
  const names = `\`${output.name}\` of a reply and the parameter \`${input.name}\``;
  if (word === `next${input.word}`) return strength(5, `${names} belong together by their names`);
  const isNested = pagingObjects.has(parent) && nestedNextCursors.has(word);
  const isSame = word === input.word;
  if (isNested && /^(?:next|nextpage|cursors?)$/.test(parent) && (isSame || isCertainInput))
    return strength(4, `${names} belong together by their names`);
  if (nextCursors.has(word) && isCertainInput) return strength(4, `${names} are both cursors`);
  if (/^(?:lastid|endcursor)$/.test(word) && more && /after|cursor|startafter/.test(input.word))
    return strength(4, `${names} go with \`${more.name}\``);
  if (isNextWord(word) && mentions(input.description, output.name))
    return strength(3, `the description of ${inputName(input)} names \`${output.name}\``);
  const says = textOf(output.schema.description) ?? '';
  if (isNextWord(word) && mentions(says, input.name) && /next|more|subsequent|following/i.test(says))
    return strength(3, `the description of \`${output.name}\` names ${inputName(input)}`);
  if (isSame && isCertainInput && /next|subsequent|following|further|more/i.test(says))
    return strength(2, `\`${output.name}\` of a reply is described as that of the next page`);
  if (word === 'next' && isCertainInput)
    return strength(2, `\`next\` of a reply is no URL, and ${inputName(input)} takes a cursor`);
  if (nextCursors.has(word)) return strength(1, `\`${output.name}\` looks like the next ${inputName(input)}`);
  if (isSame && isCertainInput)
    return strength(1, `\`${output.name}\` may be that of the next page, or of this one`);
  return undefined;
}

/** Descriptions mention many members; only one with such a name can be the next cursor. */
function isNextWord(word: string): boolean {
  return word.startsWith('next') || nextCursors.has(word) || cursorInputs.has(word);
}

function inputName({ name }: Input): string {
  return `\`${name}\``;
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

function byUrl(evidence: Evidence): Pagination | undefined {
  const found = evidence.reply.members.filter(
    (member) => member.type === 'string' && isNextUrl(member) && isUrl(member, evidence),
  );
  const [only, ...others] = found;
  if (!only || others.length > 0) return undefined;
  // One schema often serves lists and single things alike.
  const isPaged = evidence.isCollection || evidence.inputs.some(({ word }) => isPagingInput(word));
  if (!isPaged) return undefined;
  return {
    paging: listed({ style: 'url', next: only.pointer }, evidence),
    confidence: 'high',
    because: `\`${only.pointer}\` of a reply is the URL of the next page`,
  };
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

function byLink(evidence: Evidence): Pagination | undefined {
  const { reply, inputs } = evidence;
  const isPaged = reply.type === 'array' || inputs.some(({ word }) => isPagingInput(word));
  if (!reply.hasNextLink || !isPaged) return undefined;
  return {
    paging: listed({ style: 'link' }, evidence),
    confidence: 'high',
    because: 'a reply documents the header `Link` with the relation `next`',
  };
}

function isPagingInput(word: string): boolean {
  return [cursorInputs, possibleCursorInputs, pageInputs, offsetInputs, sizeInputs].some((set) =>
    set.has(word),
  );
}

function byLastItem(evidence: Evidence): Pagination | undefined {
  const { inputs, more, reply, items, definitions } = evidence;
  const input = inputs.find(({ word }) => /^(?:startingafter|afterid|startafterid|after)$/.test(word));
  const list = items === '' ? reply.schema : reply.members.find(({ pointer }) => pointer === items)?.schema;
  const properties = solid(list?.items, definitions).properties;
  if (!input || isOf(input.type, 'object') || typeof properties !== 'object' || properties === null)
    return undefined;
  const idType = Object.hasOwn(properties, 'id');
  if (!idType) return undefined;
  const isSure =
    more !== undefined && (input.word !== 'after' || /\bid\b|identifier/i.test(input.description));
  return {
    paging: listed({ style: 'last-item', parameter: input.parameter, id: '/id' }, evidence),
    confidence: isSure ? 'high' : 'low',
    because: `${inputName(input)} takes the \`id\` of an item${more ? `, and \`${more.name}\` says whether there are more` : ''}`,
  };
}

function byOffset(evidence: Evidence): Pagination | undefined {
  const { inputs, size, total, more } = evidence;
  const input = inputs.find(({ word, type }) => offsetInputs.has(word) && isOf(type, 'integer'));
  if (!input || !size) return undefined;
  const first = firstOf(input);
  const isNamedWell = /^(?:offset|skip|pageoffset)$/.test(input.word);
  const countsItems =
    !/\bpages?\b/i.test(input.description) ||
    /\b(?:items?|records?|results?|entries|rows|number of)\b/i.test(input.description);
  const isSure = countsItems && (isNamedWell || (first !== undefined && (total ?? more) !== undefined));
  return {
    paging: listed({ style: 'offset', parameter: input.parameter, ...(first ? { first } : {}) }, evidence),
    confidence: isSure ? 'high' : 'low',
    because: `${inputName(input)} and \`${size.name}\` are an offset and a size`,
  };
}

function byPage(evidence: Evidence): Pagination | undefined {
  const { inputs, size, total, more, pages } = evidence;
  const input = inputs.find(({ word, type }) => pageInputs.has(word) && isOf(type, 'integer'));
  if (!input) return undefined;
  const first = firstOf(input);
  const current = first === undefined ? currentOf(evidence.reply) : undefined;
  const end = pages ?? more ?? total;
  const isSure = (first ?? current) !== undefined && end !== undefined;
  const doubt =
    first === undefined && current === undefined
      ? 'nothing says whether the first page is 0 or 1'
      : 'nothing in a reply says which page is the last';
  return {
    paging: listed(
      {
        ...{ style: 'page', parameter: input.parameter, ...(first === 0 ? { first } : {}) },
        ...{ current: current?.pointer, pages: pages?.pointer },
      },
      evidence,
    ),
    confidence: isSure ? 'high' : 'low',
    because: isSure
      ? `${inputName(input)} is the number of a page, and \`${end.name}\` says where they end`
      : `${inputName(input)}${size ? ` and \`${size.name}\`` : ''} look like the number of a page, but ${doubt}`,
  };
}

/** Where a reply repeats the number of its page: from there on one can count, wherever counting began. */
function currentOf({ members }: ReplyView): Member | undefined {
  const found = members.filter(
    (member) => pageInputs.has(member.word) && isOf(member.type, 'integer') && isAboutPaging(member),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** What a list begins with: 0 or 1, where the spec says it. */
function firstOf({ schema, description }: Input): 0 | 1 | undefined {
  const numbers = [schema.default, schema.minimum];
  for (const number of numbers) if (number === 0 || number === 1) return number;
  const said =
    /\b(?:starts?|starting|begins?|beginning)\s+(?:at|from|with)\s+(?:page\s+)?[`'"]?([01])\b/i.exec(
      description,
    ) ??
    /\bdefaults?(?:\s+(?:to|is|value(?:\s+is)?))?:?\s*(?:page\s+)?[`'"]?([01])\b(?!\d)/i.exec(description) ??
    /\b([01])-?(?:based|indexed)\b/i.exec(description);
  if (said) return said[1] === '0' ? 0 : 1;
  if (/\bzero[- ](?:based|indexed)\b/i.test(description)) return 0;
  return /\bone[- ](?:based|indexed)\b/i.test(description) ? 1 : undefined;
}

function listed(paging: Omit<Paging, 'items' | 'more' | 'total'>, { items, more, total }: Evidence): Paging {
  const isEnded = paging.style === 'url' || paging.style === 'link';
  return { ...paging, items, more: isEnded ? undefined : more?.pointer, total: total?.pointer };
}

function isScalar(type: string | undefined): boolean {
  return type === 'string' || type === 'integer' || type === 'number' || type === undefined;
}
