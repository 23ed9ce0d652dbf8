/**
 * Lines as a formatter would set them: one where it fits, else one item a line with a comma after each.
 */

export const width = 110;
/** Comments are read as prose, and prose wants shorter lines. */
export const proseWidth = 100;

/** `{ a, b }`, `[a, b]` or `(a, b)` between `before` and `after`. */
export function group(before: string, items: readonly string[], after: string, indent = ''): string {
  const space = before.endsWith('{') && items.length > 0 ? ' ' : '';
  const line = before + space + items.join(', ') + space + after;
  return fits(line, indent) ? line : block(before, items, after, indent);
}

/** The same, always one item a line. */
export function block(before: string, items: readonly string[], after: string, indent = ''): string {
  return [before, ...items.map((item) => `${indent}  ${item},`), indent + after].join('\n');
}

/** `export type Name = A | B;` */
export function typeAlias(name: string, type: string): string {
  const before = `export type ${name} =`;
  const isIndexed = /^\w+(\[[^[\]]+\])+$/.test(type);
  const line = `${before} ${type};`;
  return isIndexed && !fits(line, '') ? `${before}\n  ${type};` : typed(before, type, ';');
}

/** `name?: A | B;` and whatever else ends in a type. */
export function typed(before: string, type: string, after: string, indent = ''): string {
  const line = `${before} ${type}${after}`;
  if (fits(line, indent)) return line;
  const members = split(type, ' | ');
  if (members.length > 1) {
    const deeper = `${indent}    `;
    const lines = members.map((member, index) => {
      const end = index === members.length - 1 ? after : '';
      return `${indent}  | ${fits(member + end, deeper) ? member : broken(member, deeper)}`;
    });
    return `${before}\n${lines.join('\n')}${after}`;
  }
  return `${before} ${broken(type, indent)}${after}`;
}

/** The name of a method as an interface has it: `new` alone would be what makes one. */
export function methodName(name: string): string {
  return name === 'new' ? "'new'" : name;
}

/** `name(parameters): Result`, then `after`. */
export function signature(
  name: string,
  parameters: readonly string[],
  result: string,
  after: string,
  indent = '',
): string {
  const line = `${name}(${parameters.join(', ')}): ${result}${after}`;
  if (fits(line, indent)) return line;
  return typed(block(`${name}(`, parameters, '):', indent), result, after, indent);
}

/** A type that fits no line, taken apart at its own brackets. */
function broken(type: string, indent: string): string {
  const [, list] = /^\((.*)\)\[\]$/.exec(type) ?? [];
  if (list !== undefined) return `(\n${union(list, `${indent}  `)}\n${indent})[]`;
  const [, name, inner, rest] = /^(\w+)<(.*)>((?:\[[^[\]]+\])*)$/.exec(type) ?? [];
  if (name === undefined || inner === undefined) return type;
  const items = split(inner, ', ').map((item) => `${indent}  ${item}`);
  return `${name}<\n${items.join(',\n')}\n${indent}>${rest}`;
}

function union(type: string, indent: string): string {
  return split(type, ' | ')
    .map((member) => `${indent}| ${member}`)
    .join('\n');
}

/** Splits at a separator that stands in no brackets and in no string. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === "'" || character === '"') index = endOfString(text, index);
    else if ('<([{'.includes(character)) depth++;
    else if ('>)]}'.includes(character)) depth--;
    else if (depth === 0 && text.startsWith(separator, index)) {
      parts.push(text.slice(start, index));
      start = index + separator.length;
    }
  }
  return [...parts, text.slice(start)];
}

function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text.charAt(index) === '\\') index++;
    else if (text.charAt(index) === text.charAt(start)) return index;
  }
  return text.length;
}

function fits(line: string, indent: string): boolean {
  const start = line.lastIndexOf('\n') + 1;
  return (start === 0 ? indent.length : 0) + line.length - start <= width;
}
