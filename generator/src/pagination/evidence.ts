/**
 * What there is to go by: what an operation takes, what it gives, and what of both has to do with pages.
 */

import type { Operation } from '../model.ts';
import { textOf } from '../node.ts';
import { type Input, inputsOf, isSearch } from './inputs.ts';
import { itemsOf } from './items.ts';
import type { Paging } from './paging.ts';
import { type Definitions, isAboutPaging, type Member, type ReplyView, replyOf } from './reply.ts';
import {
  cursorInputs,
  moreWords,
  offsetInputs,
  pageInputs,
  pagesWords,
  possibleCursorInputs,
  sizeInputs,
  totalWords,
} from './words.ts';

export interface Evidence {
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
  /** It is a search by POST. */
  readonly isPost: boolean;
}

/** Nothing where there is no list, or where asking again might write again. */
export function evidenceOf(operation: Operation, definitions: Definitions): Evidence | undefined {
  if (operation.method !== 'GET' && !isSearch(operation)) return undefined;
  const inputs = inputsOf(operation, definitions);
  const reply = replyOf(operation, definitions);
  const items = reply && itemsOf(reply, operation);
  if (!reply || items === undefined) return undefined;
  return {
    ...{ inputs, reply, items, definitions },
    isCollection: !operation.path.endsWith('}'),
    isPost: operation.method === 'POST',
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
      names.has(member.word) && isOf(member.type, type) && isAboutPaging(member) && !isOfPages(member),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** A number that is an integer is often declared as any number. */
export function isOf(type: string | undefined, wanted: string): boolean {
  return type === wanted || (wanted === 'integer' && type === 'number');
}

/** A `total` may be that of this page, or of the pages. */
function isOfPages({ word, within, schema }: Member): boolean {
  const says = textOf(schema.description) ?? '';
  const isOfThis = /\b(?:in|on|of|for) (?:this|the current|the|each) (?:page|response|batch)\b|\breturned\b/i;
  const countsPages =
    word === 'total' &&
    (/\b(?:(?:number|count) of|total) pages\b/i.test(says) || /^pages?$/.test(within.at(-1) ?? ''));
  return isOfThis.test(says) || countsPages;
}

export function isPagingInput({ word }: Input): boolean {
  return [cursorInputs, possibleCursorInputs, pageInputs, offsetInputs, sizeInputs].some((set) =>
    set.has(word),
  );
}

/** With what is the same for every style. A list that ends with its links needs no flag to end it. */
export function listed(
  paging: Omit<Paging, 'items' | 'more' | 'total'>,
  { items, more, total }: Evidence,
): Paging {
  const isLinked = paging.style === 'url' || paging.style === 'link';
  return { ...paging, items, more: isLinked ? undefined : more?.pointer, total: total?.pointer };
}
