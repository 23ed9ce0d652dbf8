/**
 * A collection that is kept in memory, for the repositories of tests: what is created can be read, what is
 * deleted is gone, and whoever changes what he got changes nothing else.
 */

import { mergePatched } from './merge-patch.ts';
import { NotFoundError } from './repository.ts';

/** What a collection in memory begins with, and what no spec says. */
export interface CollectionOptions<Item extends object, Query> {
  /** What is there from the start. @default nothing */
  readonly items?: Iterable<Item>;
  /** Whether an item is among those asked for. @default all are */
  readonly matches?: (item: Item, query: Query) => boolean;
}

export class MemoryCollection<Item extends object, Query = unknown> {
  readonly #resource: string;
  readonly #id: string;
  readonly #matches: (item: Item, query: Query) => boolean;
  /** By identifier, in the order in which they came. */
  readonly #items = new Map<string, Item>();

  /** @param id Name of the property that tells items apart. */
  constructor(
    resource: string,
    id: string,
    { items = [], matches = () => true }: CollectionOptions<Item, Query>,
  ) {
    this.#resource = resource;
    this.#id = id;
    this.#matches = matches;
    for (const item of items) this.#keep(item);
  }

  async *list(query: Query): AsyncGenerator<Item, void, undefined> {
    for (const item of [...this.#items.values()]) {
      if (this.#matches(item, query)) yield structuredClone(item);
    }
  }

  async get(id: unknown): Promise<Item | undefined> {
    return structuredClone(this.#items.get(String(id)));
  }

  /** Adds one, or puts it in the place of the one with the same identifier. */
  async put(item: Item): Promise<Item> {
    this.#keep(item);
    return structuredClone(item);
  }

  /** @throws {NotFoundError} There is none to replace. */
  async replace(id: unknown, item: Item): Promise<Item> {
    this.#existing(id);
    return this.put(item);
  }

  /** RFC 7396. @throws {NotFoundError} There is none to change. */
  async update(id: unknown, changes: unknown): Promise<Item> {
    const item = this.#existing(id);
    // What a patch makes of an item is an item: its type has said so.
    return this.put(mergePatched(item, changes) as Item);
  }

  /** @throws {NotFoundError} There is none to delete. */
  async delete(id: unknown): Promise<void> {
    this.#existing(id);
    this.#items.delete(String(id));
  }

  #keep(item: Item): void {
    this.#items.set(String(Reflect.get(item, this.#id)), structuredClone(item));
  }

  #existing(id: unknown): Item {
    const item = this.#items.get(String(id));
    if (item === undefined) throw new NotFoundError(this.#resource);
    return item;
  }
}
