/**
 * Bytes of a document into its text. YAML 1.2 §5.2: it may be in UTF-16, and its first bytes tell; editors of
 * Windows write it so.
 */

export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes), { ignoreBOM: true }).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  // A byte order mark, or the first character of a document, which is one of ASCII.
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}
