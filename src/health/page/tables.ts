/** A plain table whose rows are made of slots: the sections that are lists of facts. */

import { element, mark, type Slot, slot } from './dom.ts';
import { type Item, KeyedList } from './list.ts';

export interface Column<Row> {
  readonly label: string;
  readonly className?: string;
  /** Writes into the cell. */
  fill(cell: Slot, row: Row): void;
}

export interface TableOptions<Row> {
  readonly key: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** A word for how a row is, for its colour. */
  readonly level?: (row: Row) => string;
  /** What stands in a last cell, besides. */
  readonly extra?: (row: Row) => Node;
}

/**
 * Says what the parts of a table are. On a phone the style sheet makes cards of its rows, and browsers then forget
 * that it was a table.
 */
export function keepTable(table: HTMLElement): void {
  table.setAttribute('role', 'table');
  for (const [name, role] of [
    ['thead', 'rowgroup'],
    ['tr', 'row'],
    ['th', 'columnheader'],
  ] as const) {
    for (const part of table.querySelectorAll(name)) part.setAttribute('role', role);
  }
}

/** Fills a `table` of the page's HTML that has its head already. */
export function tableIn<Row>(table: HTMLElement, options: TableOptions<Row>): KeyedList<Row> {
  keepTable(table);
  const body = element('tbody');
  body.setAttribute('role', 'rowgroup');
  table.append(body);
  return new KeyedList(body, options.key, (first) => rowItem(first, options));
}

function rowItem<Row>(first: Row, { columns, level, extra }: TableOptions<Row>): Item<Row> {
  const slots = columns.map((column) => {
    const cell = slot('span');
    const isName = column.className === 'name';
    const node = element(isName ? 'th' : 'td', column.className, cell.node);
    if (node instanceof HTMLTableCellElement && isName) node.scope = 'row';
    node.setAttribute('role', isName ? 'rowheader' : 'cell');
    node.dataset['label'] = column.label;
    return { column, cell, node };
  });
  const node = element('tr', '', ...slots.map((each) => each.node));
  node.setAttribute('role', 'row');
  if (extra) {
    const cell = element('td', 'extra', extra(first));
    cell.setAttribute('role', 'cell');
    node.append(cell);
  }
  return {
    node,
    update: (row) => {
      if (level) mark(node, 'data-level', level(row));
      for (const { column, cell } of slots) column.fill(cell, row);
    },
  };
}
