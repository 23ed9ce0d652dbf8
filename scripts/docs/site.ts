/** A built site: its pages, and which of their links lead nowhere. Links to other places are not fetched. */

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** HTML by path: `/cache`, `/decisions/`. */
export type Site = ReadonlyMap<string, string>;

export function readSite(dist: string): Site {
  const files = globSync('**/*.html', { cwd: dist }).sort();
  return new Map(
    files.map((file) => {
      const path = `/${file.replace(/(?:(^|\/)index)?\.html$/, '$1')}`;
      return [path, readFileSync(join(dist, file), 'utf8')];
    }),
  );
}

/** Files of the repository that pages link to. */
export function sourcesOf(site: Site): string[] {
  const all = [...site.values()].flatMap((html) => linksIn(html));
  const found = all.flatMap((link) => /^\/source\/([^#?]+)/.exec(link)?.[1] ?? []);
  return [...new Set(found.map(decodeURIComponent))];
}

/** @param isFile whether there is something else than a page at a path */
export function wrongsOf(site: Site, isFile: (path: string) => boolean): string[] {
  const anchors = new Map([...site].map(([path, html]) => [path, anchorsIn(html)]));
  return [...site].flatMap(([page, html]) =>
    [...new Set(linksIn(html))]
      .filter((link) => !isAlive(link, page))
      .map((link) => `${page} has a dead link: ${link}`),
  );

  function isAlive(link: string, page: string): boolean {
    if (/^(?:[a-z][a-z+.-]*:|\/\/)/i.test(link)) return true;
    const { pathname, hash } = new URL(link, `https://site.invalid${page}`);
    const path = decodeURIComponent(pathname);
    const there = anchors.get(path);
    if (!there) return hash === '' && path !== '/' && isFile(path);
    return hash === '' || there.has(decodeURIComponent(hash.slice(1)));
  }
}

/** Of links and images, as VitePress writes them: quoted, with entities. */
function linksIn(html: string): string[] {
  const body = html.replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, '');
  return [...body.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, link = '']) =>
    link.replaceAll('&amp;', '&'),
  );
}

function anchorsIn(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id.replaceAll('&amp;', '&')));
}
