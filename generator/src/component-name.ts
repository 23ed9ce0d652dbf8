/**
 * Names for schemas that stand where none has a name: in another file, or inside another schema.
 */

import { basename, dirname, relative, sep } from 'node:path';
import { isRemote, type Location, shown, type Target } from './location.ts';
import { stepsOf } from './pointer.ts';
import { fingerprint, pascalCase } from './words.ts';

/** Steps that say what a thing is, not which one. */
const silent =
  /^(components|schemas|definitions|properties|items|allOf|anyOf|oneOf|paths|responses|content|schema|parameters|\d|)$/;

/**
 * From the last step that says something, with as many before it as it takes to be alone. The way from the
 * spec to the file settles the rest: the same on every machine.
 */
export function freeName(target: Target, entry: Location, taken: ReadonlySet<string>): string {
  const file = basename(shown(target.file)).replace(/\.\w+$/, '');
  const steps = [file, ...stepsOf(target.pointer).filter((step) => !silent.test(step))];
  for (let length = 1; length <= steps.length; length++) {
    const name = pascalCase(steps.slice(-length).join(' '));
    if (name !== '' && !taken.has(name)) return name;
  }
  const way = isRemote(target.file)
    ? target.file
    : relative(dirname(entry), target.file).replaceAll(sep, '/');
  return pascalCase(`${steps.join(' ') || 'Schema'} ${fingerprint(way + target.pointer)}`);
}
