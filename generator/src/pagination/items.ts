/**
 * Which list of a reply is the one it is about; nothing rather than the wrong one.
 */

import type { Operation } from '../model.ts';
import { singular } from '../words.ts';
import type { Member, ReplyView } from './reply.ts';
import { itemLists, otherLists, plain } from './words.ts';

/** A JSON Pointer; `''` where the whole reply is the list. */
export function itemsOf(reply: ReplyView, operation: Operation): string | undefined {
  if (reply.type === 'array') return '';
  const lists = reply.members.filter(
    (member) => member.type === 'array' && !member.isOfVariant && !otherLists.has(member.word),
  );
  const resource = resourceOf(operation);
  return chosen(atDepth(lists, 0), resource) ?? chosen(atDepth(lists, 1), resource);
}

function atDepth(lists: readonly Member[], depth: number): Member[] {
  return lists.filter(
    ({ within }) => within.length === depth && !within.some((word) => otherLists.has(word)),
  );
}

function chosen(lists: readonly Member[], resource: string): string | undefined {
  const named = lists.find(({ word }) => word !== '' && singular(word) === resource);
  const usual = itemLists.map((name) => lists.find(({ word }) => word === name)).find((member) => member);
  const only = lists.length === 1 ? lists[0] : undefined;
  return (named ?? usual ?? only)?.pointer;
}

/** `contact` of `/v1/contacts` and of `/contacts/search`; the last word of the path that is no parameter. */
function resourceOf({ path }: Operation): string {
  const words = path
    .split('/')
    .filter((segment) => segment !== '' && !segment.includes('{'))
    .map((segment) => plain(segment.replace(/\.\w+$/, '')))
    .filter((word) => !/^(search|query|list|all|find)$/.test(word));
  return singular(words.at(-1) ?? '');
}
