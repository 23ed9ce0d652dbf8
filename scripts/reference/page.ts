/** A page of options: a table for each place that options can be said at. */

import type { Group, Option, Reading } from './read.ts';

export interface Page {
  readonly title: string;
  readonly introduction: string;
  /** Where to begin: an interface, and what its options are called by others: `call.`. */
  readonly roots: readonly { readonly heading: string; readonly name: string; readonly path: string }[];
  /** Interfaces that are no options but what somebody implements: named, not opened. */
  readonly closed: ReadonlySet<string>;
}

export const header =
  '<!-- Generated from the docstrings of the sources. To change it: edit there, then `npm run reference`. -->';

export function pageText({ title, introduction, roots, closed }: Page, reading: Reading): string {
  const places = new Map(roots.map(({ heading, name }) => [name, heading]));
  const told = new Map<Option['declaration'], string>();
  const sections: string[] = [];
  const visit = (heading: string, name: string, path: string): void => {
    const group = reading.group(name);
    const inner: [path: string, name: string][] = [];
    const isNew = (option: Option) => !told.has(option.declaration);
    const known = Map.groupBy(
      group.options.filter((option) => !isNew(option)),
      ({ declaration }) => told.get(declaration) ?? '',
    );
    const rows = group.options.filter(isNew).map((option) => {
      told.set(option.declaration, heading);
      const links = option.inside
        .filter((each) => !closed.has(each))
        .map((each) => {
          const place = path + option.name + (/^by resource|^Record/.test(option.type) ? '.*' : '');
          if (!places.has(each)) {
            places.set(each, place);
            inner.push([place, each]);
          }
          return linkTo(places.get(each) ?? '');
        });
      return row(option, links);
    });
    sections.push(section(heading, group, rows, known));
    // What holds for all is told before what may differ.
    const isShared = ([place]: readonly [string, string]) => !place.includes('*');
    for (const [place, each] of [...inner.filter(isShared), ...inner.filter((one) => !isShared(one))])
      visit(place, each, `${place}.`);
  };
  for (const { heading, name, path } of roots) visit(heading, name, path);
  return `${[header, `# ${title}`, introduction, ...sections].join('\n\n')}\n`;
}

function section(
  heading: string,
  { text }: Group,
  rows: readonly string[],
  known: ReadonlyMap<string, readonly Option[]>,
): string {
  const others = [...known].map(([place, options]) => {
    return `${options.map(({ name }) => `\`${name}\``).join(', ')}: as in ${linkTo(place)}.`;
  });
  return [
    isPath(heading) ? `### \`${heading}\`` : `## ${heading}`,
    ...(text === '' || !isPath(heading) ? [] : [text]),
    ...(rows.length === 0
      ? []
      : [['| option | type | meaning | default |', '|---|---|---|---|', ...rows].join('\n')]),
    ...others,
  ].join('\n\n');
}

function isPath(heading: string): boolean {
  return !heading.includes(' ');
}

function row({ name, isRequired, type, text, usual }: Option, links: readonly string[]): string {
  const more = links.length === 0 ? '' : ` → ${links.join(', ')}`;
  const otherwise = isRequired ? 'required' : usual === undefined ? '–' : withCode(usual);
  return `| ${[`\`${name}\``, `\`${type}\`${more}`, text || '–', otherwise].map(cell).join(' | ')} |`;
}

/** `0.5 as Hystrix`: the value is code, what is said of it is not. */
function withCode(usual: string): string {
  return usual.replace(/^(?:'[^']*'|[\d_.]+|true|false|Infinity)(?=[\s;,(]|$)/, (value) => `\`${value}\``);
}

function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll(/<(?=\w)/g, (mark, at: number) => (isCode(text, at) ? mark : '\\<'));
}

function isCode(text: string, at: number): boolean {
  return (text.slice(0, at).match(/`/g)?.length ?? 0) % 2 === 1;
}

/** GitHub's anchors, which VitePress is told to use, too. */
function linkTo(heading: string): string {
  const anchor = heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');
  return `[${isPath(heading) ? `\`${heading}\`` : heading}](#${anchor})`;
}
