/**
 * Bytes that memory takes for what an entry holds: an estimate from above, by what V8 makes of it. One by the length of
 * the text alone is wrong by a factor of five where a list is full of empty objects.
 */

/** Of any object: its map, its members and its elements. */
const objectBytes = 24;

/** What V8 leaves free in an empty one. */
const emptyBytes = 4 * 8;

/** Of a list, and of what holds its items where there are any. */
const listBytes = 32;
const itemsBytes = 16;

/** Of a text besides its characters, and what fills up its last word. */
const textBytes = 16 + 7;

/** Of a number that is not small and whole. */
const numberBytes = 16;

/**
 * Members from which an object is taken for a dictionary, and bytes of each then: its name is its own, and what V8
 * knows of it is kept for each object and not for all of a kind.
 */
const mostMembers = 32;
const entryBytes = 96;

const pointerBytes = 8;
const smallest = -(2 ** 31);
const largest = 2 ** 31 - 1;

/** Characters beyond Latin-1 take two bytes each, and so do all others of the same text. */
export function heldByText(text: string): number {
  return textBytes + text.length * (isWide(text) ? 2 : 1);
}

/**
 * @param text that was parsed
 * @param body what that gave
 */
export function heldByBody(text: string, body: unknown): number {
  // Where it is no JSON, they are one and the same.
  return heldByText(text) + (body === text ? 0 : heldBy(body, isWide(text) ? 2 : 1));
}

function isWide(text: string): boolean {
  return /[^\0-\xff]/.test(text);
}

function heldBy(value: unknown, characterBytes: number): number {
  if (typeof value === 'string') return textBytes + value.length * characterBytes;
  if (typeof value === 'number') return isSmall(value) ? 0 : numberBytes;
  if (typeof value !== 'object' || value === null) return 0;
  return Array.isArray(value) ? heldByItems(value, characterBytes) : heldByMembers(value, characterBytes);
}

function heldByItems(items: readonly unknown[], characterBytes: number): number {
  if (items.length === 0) return listBytes;
  let bytes = listBytes + itemsBytes + items.length * pointerBytes;
  let numbers = 0;
  let fractionBytes = 0;
  for (const item of items) {
    const itemBytes = heldBy(item, characterBytes);
    if (typeof item !== 'number') bytes += itemBytes;
    else {
      numbers += 1;
      fractionBytes += itemBytes;
    }
  }
  // A list of numbers alone has them in place.
  return numbers === items.length ? bytes : bytes + fractionBytes;
}

function heldByMembers(value: object, characterBytes: number): number {
  let count = 0;
  let bytes = objectBytes;
  let nameBytes = 0;
  for (const [name, member] of Object.entries(value)) {
    count += 1;
    nameBytes += textBytes + name.length * characterBytes;
    bytes += pointerBytes + heldBy(member, characterBytes);
  }
  if (count === 0) return bytes + emptyBytes;
  return count > mostMembers ? bytes + nameBytes + count * entryBytes : bytes;
}

function isSmall(value: number): boolean {
  return Number.isInteger(value) && value >= smallest && value <= largest;
}
