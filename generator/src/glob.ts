/**
 * Patterns for tags, paths and operationIds: `*` is anything up to a slash, `**` anything at all. Braces
 * and brackets are what they are: paths are full of them.
 */

export function matches(pattern: string, text: string): boolean {
  const source = pattern.replace(/\*+|[^*]+/g, (part) => {
    if (!part.startsWith('*')) return part.replace(/[\\^$.+?()[\]{}|/]/g, '\\$&');
    return part === '*' ? '[^/]*' : '.*';
  });
  return new RegExp(`^${source}$`, 'su').test(text);
}
