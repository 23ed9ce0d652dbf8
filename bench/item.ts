/**
 * What every contender fetches: one JSON document in two sizes, the same bytes on every run. The id
 * says which: `small-…` is 1 KB, `large-…` is 100 KB, so that one operation serves both.
 */

export interface Row {
  key: string;
  title: string;
  amount: number;
  active: boolean;
  tags: string[];
}

export interface Item {
  id: string;
  name: string;
  createdAt: string;
  rows: Row[];
}

export type Size = 'small' | 'large';

/** Bytes of JSON to reach; a document ends with the row that reaches it. */
const sizeBytes: Readonly<Record<Size, number>> = { small: 1_000, large: 100_000 };

const bodies: Readonly<Record<Size, Omit<Item, 'id'>>> = { small: bodyOf('small'), large: bodyOf('large') };

/** The item behind an id, as a parsed answer should be; a fresh object each time. */
export function itemOf(id: string): Item {
  return { id, ...structuredClone(bodies[sizeOf(id)]) };
}

const tails: Readonly<Record<Size, string>> = { small: tailOf('small'), large: tailOf('large') };

/** A body as the type its reader claims; `run` compares one of each contender with `itemOf`. */
export function parsedItem(body: unknown): Item {
  return body as Item;
}

/** The same item as the origin sends it. */
export function textOf(id: string): string {
  return `{"id":${JSON.stringify(id)},${tails[sizeOf(id)]}`;
}

function sizeOf(id: string): Size {
  return id.startsWith('large-') ? 'large' : 'small';
}

function tailOf(size: Size): string {
  return JSON.stringify(bodies[size]).slice(1);
}

function bodyOf(size: Size): Omit<Item, 'id'> {
  const body: Omit<Item, 'id'> = { name: `A ${size} item`, createdAt: '2026-01-31T09:30:00.000Z', rows: [] };
  let bytes = JSON.stringify(body).length;
  while (bytes < sizeBytes[size]) {
    const row = rowAt(body.rows.length);
    bytes += JSON.stringify(row).length + 1;
    body.rows.push(row);
  }
  return body;
}

function rowAt(index: number): Row {
  return {
    key: `row-${index}`,
    title: `Position ${index} of the portfolio`,
    amount: Math.round(index * 1234.5) / 100,
    active: index % 3 !== 0,
    tags: ['equity', index % 2 === 0 ? 'europe' : 'asia'],
  };
}
