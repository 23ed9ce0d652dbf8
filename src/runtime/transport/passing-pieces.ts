/**
 * Has V8 take back what went through a stream before 64 MiB of it lie around.
 *
 * The bytes of a piece are outside of V8's heap, so that its young generation, whose collection is cheap and
 * frees dead pieces at once, sees a hundred bytes where 64 KiB are. It is collected when its own space is full;
 * until then the rest gathers up to 64 MiB, and a collection of everything has to come. Half a piece left behind
 * within the heap makes the cheap one come in time: a transfer of 1 GiB holds some 50 MB less, and costs less
 * CPU (decision 31).
 */

/** Smaller ones leave as much as they are in what is made around each of them. */
const leastBytes = 16 * 1024;

/** 64 KiB: more would be among what V8 keeps as large, outside of the space that is to fill up. */
const mostSlots = 8 * 1024;

/** Of eight bytes each, half of what passes. */
const bytesPerSlot = 16;

/** Kept until the next, or V8 would see that nobody wants it, and not make it. */
const behind: { left: readonly unknown[] } = { left: [] };

/** Called for each piece that is handed on and not kept. */
export function passed({ byteLength }: Uint8Array): void {
  if (byteLength < leastBytes) return;
  behind.left = new Array(Math.min(Math.floor(byteLength / bytesPerSlot), mostSlots));
}
