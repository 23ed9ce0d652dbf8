/**
 * Text of a spec as text of TypeScript. Nothing in a spec can end a string or a comment, hide, or change
 * the order in which a line is read.
 */

/** Controls, zero-width and bidirectional characters, the two line ends of Unicode, and halves of characters. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A string literal in single quotes; in double ones where that saves escapes, as formatters do. */
export function literal(text: string): string {
  const body = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replace(invisible, escaped);
  const quote = body.includes("'") && !body.includes('"') ? '"' : "'";
  return quote + body.replaceAll(quote, `\\${quote}`) + quote;
}

/** A property key: bare where it may be. `__proto__` is computed, else it would set the prototype. */
export function key(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) || isNumeric(name) ? name : literal(name);
}

function isNumeric(name: string): boolean {
  return /^(0|[1-9]\d{0,14})$/.test(name);
}

/** The type of a property's name, as `keyof` gives it: a number where `key` writes one. */
export function keyType(name: string): string {
  return isNumeric(name) ? name : literal(name);
}

/** One line of a comment. */
export function commentText(line: string): string {
  return line
    .replace(invisible, '')
    .replaceAll('*/', '*\\/')
    .replaceAll('/*', '/ *')
    .replace(/^(\s*)@/, '$1\\@')
    .trimEnd();
}

/** As a string literal, or a person, spells it. */
export function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
