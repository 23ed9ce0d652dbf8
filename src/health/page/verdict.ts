/** The first thing that is read: is it real, how bad, since when, what to do. */

import type { Problem, Verdict } from '../view.ts';
import { element, found, mark, Slot, show, slot } from './dom.ts';
import { ago, inTime, moment } from './format.ts';
import { type Item, KeyedList } from './list.ts';
import { follow, rest } from './ticking.ts';

const panel = found('verdict');
const headline = new Slot(found('headline'));
const side = new Slot(found('side'));
const damage = new Slot(found('damage'));
const detail = new Slot(found('detail'));
const since = new Slot(found('since'));
const todo = new Slot(found('todo'));
const next = new Slot(found('next'));
const others = found('others');
const more = new Slot(found('more'));
const list = new KeyedList<Problem>(found('other-problems'), ({ what }) => what, problemItem);
const icon = found('icon');

const sides = {
  nobody: '',
  us: 'It is us, not them.',
  them: 'It is them, not us.',
  both: 'It is both: them and us.',
} as const;

const real = {
  idle: 'Nothing to tell',
  good: 'No trouble',
  watch: 'Worth a look',
  bad: 'Yes, it is real',
} as const;
const realSlot = new Slot(found('real'));

export function showVerdict(verdict: Verdict): void {
  const [worst, ...rest_] = verdict.problems;
  mark(panel, 'data-level', verdict.level);
  realSlot.set(real[verdict.level]);
  headline.set(verdict.headline);
  side.set(sides[verdict.side]);
  show(side.node, verdict.side !== 'nobody');
  damage.set(verdict.howBad);
  detail.set(worst?.howBad ?? '');
  setSince(verdict.since);
  todo.set(worst?.todo ?? 'Nothing. Go back to sleep.');
  const { until = null } = worst ?? {};
  show(next.node, until !== null);
  if (until !== null) follow(next, (at) => `It goes on by itself ${inTime(until, at)}.`);
  else rest(next, '');
  list.set(rest_);
  show(others, rest_.length > 0);
  show(more.node, verdict.moreProblems > 0);
  more.set(`and ${verdict.moreProblems} more below`);
  document.title = `${symbols[verdict.level]} ${verdict.headline}`;
  mark(icon, 'href', iconOf(verdict.level));
}

function setSince(at: number | null): void {
  if (at === null) rest(since, 'There is no trouble now.');
  else follow(since, (now) => `${moment(at, now)}, ${ago(at, now)}`);
}

function problemItem(): Item<Problem> {
  const what = slot('strong');
  const how = slot('span');
  const when = slot('span', 'when');
  const what2 = slot('span', 'todo');
  const node = element('li', '', what.node, ' ', how.node, ' ', what2.node, ' ', when.node);
  return {
    node,
    update: (problem) => {
      mark(node, 'data-level', problem.level);
      what.set(problem.what);
      how.set(problem.howBad);
      what2.set(problem.todo);
      const { since: at } = problem;
      if (at === null) rest(when, '');
      else follow(when, (now) => `Since ${moment(at, now)}, ${ago(at, now)}.`);
    },
  };
}

const symbols = { idle: '○', good: '●', watch: '▲', bad: '■' } as const;
const colours = { idle: '7b8a97', good: '2f9e6b', watch: 'd98a00', bad: 'd6453b' } as const;

function iconOf(level: Verdict['level']): string {
  const shape =
    level === 'bad' ? "<rect x='2' y='2' width='12' height='12' rx='2'" : "<circle cx='8' cy='8' r='6'";
  const image = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>${shape} fill='#${colours[level]}'/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(image)}`;
}
