/**
 * One function, before and after: how it is called, what it takes, what it gives, how it fails.
 */

import type { Body, BodyContent, Operation, Parameter, Reply } from '../model.ts';
import { bodyChoices } from '../names.ts';
import type { Direction } from '../variants.ts';
import { type Change, code, type Impact } from './change.ts';
import { comparePagination } from './pagination.ts';
import { compareSecurity, needsOf } from './security.ts';
import { membersOf } from './shape.ts';
import { type Surface, type SurfaceFunction, seenAs, seenReply } from './surface.ts';
import { compareTypes } from './types.ts';

type Pair<Value> = readonly [before: Value, after: Value];

/** Compares two functions that are one to their callers. */
export function compareFunctions([before, after]: Pair<SurfaceFunction>, surfaces: Pair<Surface>): Change[] {
  const subject = before.grouped;
  const note = (impact: Impact, what: string): Change => ({ impact, subject, what });
  const types = (old: unknown, now: unknown, direction: Direction, thing: string): Change[] =>
    compareTypes(old, now, { before: surfaces[0].schemas, after: surfaces[1].schemas, direction }).map(
      (change) =>
        note(change.impact, `${thing}${change.path === '' ? '' : ` ${code(change.path)}`} ${change.what}`),
    );
  const operations: Pair<Operation> = [before.operation, after.operation];
  const changes = [
    ...compareNames([before, after], note),
    ...compareArguments([before.args, after.args], note, types),
    ...compareBodies([operations[0].body, operations[1].body], note, types),
    ...compareReplies(operations, surfaces, note, types),
    ...comparePagination(operations, note),
    ...deprecation('', operations[0].isDeprecated, operations[1].isDeprecated, note),
    ...compareSecurity([
      needsOf(operations[0], surfaces[0].api),
      needsOf(operations[1], surfaces[1].api),
    ]).map(([impact, what]) => note(impact, what)),
  ];
  if (changes.length > 0 || textOf(operations[0]) === textOf(operations[1])) return changes;
  return [note('invisible', 'what its documentation says, or what the server checks, has changed')];
}

type Note = (impact: Impact, what: string) => Change;
type Types = (before: unknown, after: unknown, direction: Direction, thing: string) => Change[];

function compareNames([before, after]: Pair<SurfaceFunction>, note: Note): Change[] {
  const [old, now] = [before.operation, after.operation];
  const place = (operation: Operation) => code(`${operation.method} ${operation.path}`);
  return [
    ...(before.flat === after.flat
      ? []
      : [note('breaking', `is called ${code(after.flat)}, was ${code(before.flat)}`)]),
    ...(before.grouped === after.grouped ? [] : [note('breaking', `has moved to ${code(after.grouped)}`)]),
    ...(place(old) === place(now) ? [] : [note('invisible', `calls ${place(now)}, was ${place(old)}`)]),
  ];
}

function compareArguments(
  [before, after]: Pair<ReadonlyMap<string, Parameter>>,
  note: Note,
  types: Types,
): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    const thing = `argument ${code(name)}`;
    if (!now) return [note('breaking', `${thing} is gone`)];
    if (!old) return [note(...added(thing, now.isRequired))];
    return [
      ...requirement(thing, old.isRequired, now.isRequired, note),
      ...deprecation(`${thing} `, old.isDeprecated, now.isDeprecated, note),
      ...types(old.schema, now.schema, 'request', thing),
      ...(wireOf(old) === wireOf(now) ? [] : [note('invisible', `${thing} is sent in another way`)]),
    ];
  });
}

function compareBodies([before, after]: Pair<Body | undefined>, note: Note, types: Types): Change[] {
  if (!before || !after) {
    if (before) return [note('breaking', 'argument `body` is gone')];
    return after ? [note(...added('argument `body`', after.isRequired))] : [];
  }
  return [
    ...requirement('argument `body`', before.isRequired, after.isRequired, note),
    ...types(seenAs(before, 'request'), seenAs(after, 'request'), 'request', 'argument `body`'),
    ...(before.mediaType === after.mediaType
      ? []
      : [note('invisible', `the body is sent as ${code(after.mediaType)}, was ${code(before.mediaType)}`)]),
    ...compareChoices([before, after], note, types),
  ];
}

/** What a caller can name as `contentType`, the default aside. */
function compareChoices([before, after]: Pair<Body>, note: Note, types: Types): Change[] {
  const [old, now] = [choicesOf(before), choicesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((mediaType) => {
    const [was, is] = [old.get(mediaType), now.get(mediaType)];
    const thing = `argument \`body\` as ${code(mediaType)}`;
    if (!is) return [note('breaking', `${thing} is gone`)];
    if (!was) return [note('compatible', `${thing} is new`)];
    const isDefault = mediaType === before.mediaType && mediaType === after.mediaType;
    return isDefault ? [] : types(seenAs(was, 'request'), seenAs(is, 'request'), 'request', thing);
  });
}

/** One that stands alone is not named. */
function choicesOf(body: Body): ReadonlyMap<string, BodyContent> {
  const choices = bodyChoices(body);
  return new Map(choices.length === 1 ? [] : choices.map((content) => [content.mediaType, content]));
}

function compareReplies(
  [before, after]: Pair<Operation>,
  surfaces: Pair<Surface>,
  note: Note,
  types: Types,
): Change[] {
  const [old, now] = [before, after].map(
    (operation) => new Map(operation.replies.map((reply) => [reply.status, reply])),
  );
  const known = new Set(
    before.replies
      .filter(isSuccess)
      .flatMap((reply) => [...membersOf(seenReply(reply), surfaces[0].schemas)]),
  );
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].flatMap((status) => {
    const [was, is] = [old?.get(status), now?.get(status)];
    const thing = statusText(status);
    if (!is) return [note('breaking', `${thing} is no longer documented`)];
    if (was) return types(seenReply(was), seenReply(is), 'response', thing);
    const isForeseen = [...membersOf(seenReply(is), surfaces[1].schemas)].every((member) =>
      known.has(member),
    );
    return [note(isSuccess(is) && !isForeseen ? 'breaking' : 'compatible', `${thing} is documented`)];
  });
}

function added(thing: string, isRequired: boolean): [Impact, string] {
  return isRequired ? ['breaking', `${thing} is new, and required`] : ['compatible', `${thing} is new`];
}

function requirement(thing: string, was: boolean, is: boolean, note: Note): Change[] {
  if (was === is) return [];
  return [is ? note('breaking', `${thing} is required`) : note('compatible', `${thing} is optional`)];
}

function deprecation(thing: string, was: boolean, is: boolean, note: Note): Change[] {
  if (was === is) return [];
  return [note('compatible', `${thing}${is ? 'is deprecated' : 'is no longer deprecated'}`)];
}

function isSuccess({ status }: Reply): boolean {
  return status.startsWith('2');
}

function statusText(status: string): string {
  if (status === 'default') return 'any other status';
  return `${status.startsWith('2') ? 'result' : 'error'} ${status}`;
}

function wireOf({ name, in: place, style, explode, allowReserved, content }: Parameter): string {
  return JSON.stringify([name, place, style, explode, allowReserved, content]);
}

/** Without what is compared by itself, or is no caller's business. */
function textOf({ pointer, pagination, security, ...operation }: Operation): string {
  return JSON.stringify(operation);
}
