/**
 * How a set of things gets names that are all different, whoever came first.
 */

/**
 * A name for each item, from its candidates in their order. All that want one name move on to their next
 * candidate together, until nobody shares a name; an item's last candidate is its own.
 */
export function settle<Item>(
  items: readonly Item[],
  candidatesOf: (item: Item) => readonly string[],
  taken: ReadonlySet<string>,
): Map<Item, string> {
  const wanted = new Map(items.map((item) => [item, [...new Set(candidatesOf(item))]]));
  for (;;) {
    const rivals = Map.groupBy(wanted, ([, [name = '']]) => name);
    const losers = [...rivals].flatMap(([name, group]) => (group.length > 1 || taken.has(name) ? group : []));
    const movable = losers.filter(([, names]) => names.length > 1);
    if (movable.length === 0) return new Map([...wanted].map(([item, [name = '']]) => [item, name]));
    for (const [, names] of movable) names.shift();
  }
}
