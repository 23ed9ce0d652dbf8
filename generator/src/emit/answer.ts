/**
 * What a call of an operation gives, as types: spelled out, and by the names that its module has for what is
 * too long to repeat.
 */

import type { Operation } from '../model.ts';
import { pagingOf } from '../pagination/paging.ts';
import { contextOf } from './context.ts';
import type { Emission } from './file.ts';
import { Imports } from './imports.ts';
import { itemType } from './items.ts';
import { namesOf } from './part.ts';
import { dataByMediaType, dataType, type ReplyContext, type ReplyType, replyTypes } from './replies.ts';

export interface AnswerTypes {
  readonly types: readonly ReplyType[];
  /** Data by media type, where a caller may choose. */
  readonly choice: ReadonlyMap<string, string> | undefined;
  /** The data, spelled out; and what it is called, which is the same where it is short. */
  readonly whole: string;
  readonly named: string;
  /** The same of the items of its list, where it gives one in pages. */
  readonly itemText: string | undefined;
  readonly namedItem: string | undefined;
}

export function answerOf(operation: Operation, emission: Emission, context: ReplyContext): AnswerTypes {
  const { data, item } = namesOf(operation, emission);
  const types = replyTypes(operation, context);
  const whole = dataType(types);
  const choice = choiceOf(operation, types);
  const named = needsName(whole) && choice === undefined ? data : whole;
  const itemText = itemType(operation, emission.definitions, context)?.replaceAll(whole, named);
  const namedItem = itemText !== undefined && isIndexed(itemText) ? item : itemText;
  return { types, choice, whole, named, itemText, namedItem };
}

/** The same outside of its module, where every name is its own. */
export function plainAnswerOf(operation: Operation, emission: Emission): AnswerTypes {
  const all = plainAnswers.get(emission) ?? new Map<Operation, AnswerTypes>();
  plainAnswers.set(emission, all);
  const known =
    all.get(operation) ?? answerOf(operation, emission, contextOf(operation, emission, new Imports()));
  all.set(operation, known);
  return known;
}

const plainAnswers = new WeakMap<Emission, Map<Operation, AnswerTypes>>();

/** Data by media type, where a caller may choose; a list in pages is read as it comes. */
function choiceOf(
  operation: Operation,
  types: readonly ReplyType[],
): ReadonlyMap<string, string> | undefined {
  return pagingOf(operation) ? undefined : dataByMediaType(types);
}

/** An item that the spec gives no name gets one: `ListPetsItem`. */
function isIndexed(item: string): boolean {
  return item.endsWith('[number]');
}

/** Too long to be repeated in a result, a function and an interface. */
function needsName(type: string): boolean {
  return type.includes('Operations[') || type.length > 60;
}
