/** A value in a key, with its length before it, so that no other can be mistaken for it and what follows. */
export function keyPart(value: unknown): string {
  if (typeof value !== 'object') return sized('|', String(value));
  // Marked, because an array and the text that spells it are different on the wire.
  return sized('{', JSON.stringify(value, asText));
}

function sized(kind: string, text: string): string {
  return `${kind}${text.length}:${text}`;
}

/** What JSON cannot tell apart, or cannot write at all. */
function asText(_key: string, value: unknown): unknown {
  const isBeyondJson = typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value));
  return isBeyondJson ? String(value) : value;
}
