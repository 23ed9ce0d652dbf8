/** A file of zeros, a piece at a time. */
export function* pieces(bytes: number): Generator<Uint8Array<ArrayBuffer>> {
  // Each of its own, as those of a file are: one and the same would not show that somebody keeps them all.
  for (let left = bytes; left > 0; left -= pieceBytes) yield new Uint8Array(Math.min(left, pieceBytes));
}

const pieceBytes = 64 * 1024;
