/** RFC 9110 §5.1, §5.5: what a header may be called, and what it may say. Asked of `node:http`, that would be loaded. */
export function isHeader(name: string, value: string): boolean {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}
