/**
 * What an HTTP field may hold. `Headers` refuses the rest with an error that quotes the value, which
 * may be a credential; so it is looked at before.
 */

/** RFC 9110 §5.5: visible characters, space, tab and obs-text; no line breaks, nothing beyond one byte. */
export function isFieldValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}

/** RFC 9110 §5.1: a token. */
export function isFieldName(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);
}
