/** Fresh, stale and miss as a bar of three, and in figures. */

import type { CacheSplit } from '../view.ts';
import { element, mark, slot } from './dom.ts';
import { nothing } from './format.ts';

const kinds = ['fresh', 'stale', 'miss'] as const;

export class CacheBar {
  readonly node: HTMLElement;
  readonly #text = slot('span', 'split');
  readonly #bar: HTMLElement;
  readonly #parts = kinds.map((kind) => ({ kind, node: element('i', kind) }));

  constructor() {
    this.#bar = element('span', 'bar3', ...this.#parts.map(({ node }) => node));
    this.#bar.setAttribute('aria-hidden', 'true');
    this.node = element('span', 'cache', this.#bar, this.#text.node);
  }

  update(split: CacheSplit): void {
    const total = split.fresh + split.stale + split.miss;
    mark(this.#bar, 'data-none', total === 0 ? '' : null);
    for (const { kind, node } of this.#parts) {
      const share = total === 0 ? '0' : (split[kind] / total).toFixed(3);
      if (node.style.flexGrow !== share) node.style.flexGrow = share;
    }
    const percents = kinds.map((kind) => Math.round((split[kind] / total) * 100));
    this.#text.set(total === 0 ? nothing : `${percents.join(' · ')} %`);
  }
}
