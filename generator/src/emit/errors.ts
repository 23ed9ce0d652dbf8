/**
 * What an operation throws for its documented failures: their union as a type, and under the same name the class
 * that `instanceof` asks. Data like everything else: the class is made by the runtime.
 */

import type { Operation } from '../model.ts';
import { typeAlias, width } from './layout.ts';
import { errorMembers, type ReplyContext, type ReplyType } from './replies.ts';

/** Whether an operation documents any failure. */
export function hasErrors({ replies }: Operation): boolean {
  return replies.some(({ status }) => !status.startsWith('2'));
}

/**
 * @param name of both
 * @param make what makes the class, as it is called in the module
 */
export function errorText(
  name: string,
  descriptor: string,
  types: readonly ReplyType[],
  context: ReplyContext,
  make: string,
): string {
  const before = `export const ${name}: ${context.runtime('ErrorClass')}<${name}> =`;
  // Without its mark, a bundler would keep the class and with it the descriptor.
  const made = `/* @__PURE__ */ ${make}(${descriptor});`;
  const isShort = before.length + 1 + made.length <= width;
  const alias = typeAlias(name, errorMembers(types, context).join(' | '));
  return `${alias}\n${before}${isShort ? ' ' : '\n  '}${made}\n`;
}
