/**
 * The `Link` header (RFC 8288 §3), read for one relation. What cannot be read ends the reading; the
 * links before it count. Semicolons with nothing between them are passed over (appendix B.3).
 */

const target = /[\s,;]*<([^>]*)>/y;
const parameter = /(?:\s*;)+\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/y;

/**
 * The target of the first link with this relation, as it is written: it may be relative. A link with
 * an `anchor` is about another resource (§3.2) and is passed over.
 */
export function linkTo(relation: string, field: string): string | undefined {
  for (let at = 0; ; ) {
    const link = matchAt(target, field, at);
    if (!link) return undefined;
    const parameters = new Map<string, string>();
    at = target.lastIndex;
    for (let found = matchAt(parameter, field, at); found; found = matchAt(parameter, field, at)) {
      at = parameter.lastIndex;
      const [, name = '', quoted, token] = found;
      const value = quoted?.replace(/\\(.)/g, '$1') ?? token ?? '';
      // §3.3: of several `rel`, the first counts.
      if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
    }
    const relations = (parameters.get('rel') ?? '').toLowerCase().split(/\s+/);
    if (relations.includes(relation) && !parameters.has('anchor')) return link[1];
  }
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}
