/** A list whose items keep their elements: what changed is written, what moved is moved, the rest is left alone. */

export interface Item<Row> {
  readonly node: HTMLElement;
  update(row: Row): void;
}

export class KeyedList<Row> {
  readonly #parent: HTMLElement;
  readonly #key: (row: Row) => string;
  readonly #make: (row: Row) => Item<Row>;
  readonly #items = new Map<string, { readonly item: Item<Row>; row: Row }>();
  readonly #head: Element | null;
  #order = '';

  /** What the parent holds already stays in front. */
  constructor(parent: HTMLElement, key: (row: Row) => string, make: (row: Row) => Item<Row>) {
    this.#parent = parent;
    this.#head = parent.lastElementChild;
    this.#key = key;
    this.#make = make;
  }

  /** Rows in the order in which they are to stand. One that is the same object as before is not looked at. */
  set(rows: readonly Row[]): void {
    const keys = rows.map(this.#key);
    const gone = new Set(this.#items.keys());
    for (const [index, row] of rows.entries()) {
      const key = keys[index] ?? '';
      gone.delete(key);
      const known = this.#items.get(key);
      if (known?.row === row) continue;
      const entry = known ?? { item: this.#make(row), row };
      entry.row = row;
      entry.item.update(row);
      if (!known) this.#items.set(key, entry);
    }
    for (const key of gone) {
      this.#items.get(key)?.item.node.remove();
      this.#items.delete(key);
    }
    this.#arrange(keys);
  }

  #arrange(keys: readonly string[]): void {
    const order = keys.join('\n');
    if (order === this.#order) return;
    this.#order = order;
    let next = this.#head ? this.#head.nextElementSibling : this.#parent.firstElementChild;
    for (const key of keys) {
      const node = this.#items.get(key)?.item.node;
      if (!node) continue;
      if (node === next) next = next.nextElementSibling;
      else this.#parent.insertBefore(node, next);
    }
  }
}
