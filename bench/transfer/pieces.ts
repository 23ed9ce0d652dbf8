/** A file of zeros, a piece at a time. */
export function* pieces(bytes: number): Generator<Uint8Array<ArrayBuffer>> {
  // One and the same, so that what is measured is not how soon garbage is collected.
  const piece = new Uint8Array(pieceBytes);
  for (let left = bytes; left > 0; left -= pieceBytes) yield piece.subarray(0, Math.min(left, pieceBytes));
}

const pieceBytes = 64 * 1024;
