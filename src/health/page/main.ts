/** The page: listens, and draws what it hears. */

import type { Snapshot } from '../view.ts';
import { allowActions, startActions } from './actions.ts';
import { found, mark, Slot, show } from './dom.ts';
import { type Link, listen } from './feed.ts';
import { moment } from './format.ts';
import { showOrigins } from './origins.ts';
import { showResources } from './resources.ts';
import { showSections } from './sections.ts';
import { merged } from './state.ts';
import { learnTime, now, startTicking } from './ticking.ts';
import { showVerdict } from './verdict.ts';

// Some hosts cut the path they mount at, and cannot tell us that it has no slash at its end.
const base = location.pathname.endsWith('/') ? location.pathname : `${location.pathname}/`;

mark(found('json'), 'href', `${base}health.json`);

const link = found('link');
const linkText = new Slot(found('link-text'));
const instance = new Slot(found('instance'));
const words: Readonly<Record<Link, string>> = {
  connecting: 'connecting',
  live: 'live',
  lost: 'not connected, trying again',
};

let state: Snapshot | undefined;

function draw(snapshot: Snapshot): void {
  state = snapshot;
  instance.set(snapshot.instance);
  allowActions(snapshot.actions);
  showVerdict(snapshot.verdict);
  showOrigins(snapshot.origins);
  showResources(snapshot.resources);
  showSections(snapshot);
  show(found('truncated'), snapshot.isTruncated);
}

startActions(base);
startTicking();
listen(`${base}events`, {
  onState: (next) => {
    mark(link, 'data-state', next);
    mark(document.body, 'data-link', next);
    linkText.set(next === 'lost' && state ? `${words.lost}; as of ${moment(state.at, now())}` : words[next]);
  },
  onSnapshot: (snapshot) => {
    learnTime(snapshot.at);
    draw(snapshot);
  },
  onUpdate: (update) => {
    learnTime(update.at);
    if (state) draw(merged(state, update));
  },
});
