/**
 * Two minutes in a line: a step for every three seconds, and within it the share that failed. Drawn while it is in
 * sight, and again when it comes there: of five hundred, a window shows twenty.
 */

import { mark } from './dom.ts';
import { number } from './format.ts';

const svg = 'http://www.w3.org/2000/svg';
const height = 28;
const step = 4;

const sparks = new WeakMap<Element, Spark>();
const sight = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) sparks.get(target)?.see(isIntersecting);
});

interface History {
  readonly all: readonly number[];
  readonly errors: readonly number[];
}

export class Spark {
  readonly node: SVGSVGElement;
  readonly #all = document.createElementNS(svg, 'path');
  readonly #errors = document.createElementNS(svg, 'path');
  #history: History | undefined;
  #isSeen = false;

  constructor() {
    this.node = document.createElementNS(svg, 'svg');
    this.node.setAttribute('class', 'spark');
    this.node.setAttribute('role', 'img');
    this.node.setAttribute('preserveAspectRatio', 'none');
    this.node.setAttribute('viewBox', `0 0 ${40 * step} ${height}`);
    this.#all.setAttribute('class', 'all');
    this.#errors.setAttribute('class', 'errors');
    this.node.append(this.#all, this.#errors);
    sparks.set(this.node, this);
    sight.observe(this.node);
  }

  update(history: History): void {
    this.#history = history;
    if (this.#isSeen) this.#draw(history);
  }

  see(isSeen: boolean): void {
    this.#isSeen = isSeen;
    if (isSeen && this.#history) this.#draw(this.#history);
  }

  #draw({ all, errors }: History): void {
    const highest = Math.max(1, ...all);
    mark(this.#all, 'd', area(all, highest));
    mark(this.#errors, 'd', area(errors, highest));
    const label = `Last two minutes: ${number(sum(all))} in all, ${number(sum(errors))} errors`;
    mark(this.node, 'aria-label', label);
  }
}

/** Bars without gaps, from the ground line; what is not nothing is never less than a pixel high. */
function area(values: readonly number[], highest: number): string {
  let path = '';
  for (const [index, value] of values.entries()) {
    if (value === 0) continue;
    const bar = Math.max(1.5, (value / highest) * (height - 1));
    path += `M${index * step} ${height}v-${bar.toFixed(1)}h${step - 0.8}v${bar.toFixed(1)}z`;
  }
  return path;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
