/**
 * YAML into a document. What is YAML 1.2 to the letter is read by `js-yaml`, which is several times as fast as
 * whoever keeps positions; all else, and whatever the two could read in different ways, is left to
 * forgiving-yaml.ts. A test holds both against each other.
 */

import {
  CORE_SCHEMA,
  constructFromEvents,
  EVENT_ID,
  type Event,
  floatCoreTag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  parseEvents,
  YAMLException,
} from 'js-yaml';
import type { Source } from './load.ts';
import { locateInYaml, type YamlEvents } from './locate-yaml.ts';

/** Objects and lists of one document, aliases expanded; GitHub's has a third of a million. */
const maxNodes = 1_000_000;

/** A number that is too large for one is read as infinite, not as a text. */
const floatTag = {
  ...floatCoreTag,
  resolve: (...[source, isExplicit, name]: Parameters<typeof floatCoreTag.resolve>) => {
    const number = floatCoreTag.resolve(source, isExplicit, name);
    const isTooLarge = number === NOT_RESOLVED && /\d/.test(source) && Math.abs(Number(source)) === Infinity;
    return isTooLarge ? Number(source) : number;
  },
};

const nameTag: typeof mapTag = {
  ...mapTag,
  // A key that is no text is spelled in different ways.
  addPair: (map, key, value) =>
    typeof key === 'string' || typeof key === 'number'
      ? mapTag.addPair(map, key, value)
      : 'This key is no name.',
};

const schema = CORE_SCHEMA.withTags(floatTag, mergeTag, nameTag);

/** @throws {ProblemError} when no reader makes anything of the text */
export async function parseYaml(file: string, text: string): Promise<Source> {
  const source = toTheLetter(text);
  if (source)
    return { file, value: source.value, doubts: [], locate: (pointers) => locateInYaml(source, pointers) };
  const { parseForgiving } = await import('./forgiving-yaml.ts');
  return parseForgiving(file, text);
}

/** `undefined` for what is not YAML to the letter, and for the few things that had better be looked at twice. */
function toTheLetter(text: string): (YamlEvents & Pick<Source, 'value'>) | undefined {
  try {
    const events = parseEvents(text, {});
    if (events.some(isUnusual)) return undefined;
    const [value, ...others] = constructFromEvents(events, { source: text, schema });
    if (value === undefined || others.length > 0) return undefined;
    const mayRepeat = events.some(({ type }) => type === EVENT_ID.ALIAS);
    return mayRepeat && nodesIn(value) > maxNodes ? undefined : { text, events, value };
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

/** Another version of YAML, or a type that is told and not seen. */
function isUnusual(event: Event): boolean {
  if (event.type === EVENT_ID.DOCUMENT) return event.directives.length > 0;
  return 'tagStart' in event && event.tagStart !== -1;
}

/**
 * Objects and lists, those that aliases repeat counted each time: a few lines may stand for more than any memory
 * holds. One that contains itself counts for infinitely many.
 */
function nodesIn(value: unknown, known = new Map<object, number>()): number {
  if (typeof value !== 'object' || value === null) return 0;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, Number.POSITIVE_INFINITY);
  const count = Object.values(value).reduce((sum: number, child) => sum + nodesIn(child, known), 1);
  known.set(value, count);
  return count;
}
