/** The connection to the server: kept, and taken up again however it ended. */

import type { Snapshot } from '../view.ts';

export type Link = 'connecting' | 'live' | 'lost';

export interface FeedPorts {
  onState(state: Link): void;
  onSnapshot(snapshot: Snapshot): void;
  /** What changed: lists of rows hold only those that did. */
  onUpdate(update: Partial<Snapshot> & Pick<Snapshot, 'at'>): void;
}

/** Browsers come back by themselves after a broken connection, but not after a refusal. */
const againMs = 2_000;
/** The server says something every fifteen seconds; silence for longer is a connection that is none. */
const silentMs = 40_000;

export function listen(url: string, ports: FeedPorts): void {
  let source: EventSource;
  let heardAt = Date.now();

  const open = (): void => {
    heardAt = Date.now();
    source = new EventSource(url);
    source.addEventListener('open', () => {
      heardAt = Date.now();
    });
    source.addEventListener('snapshot', (event) => {
      heardAt = Date.now();
      ports.onState('live');
      measured(() => ports.onSnapshot(JSON.parse(event.data)));
    });
    source.addEventListener('update', (event) => {
      heardAt = Date.now();
      measured(() => ports.onUpdate(JSON.parse(event.data)));
    });
    source.addEventListener('error', () => {
      ports.onState('lost');
      if (source.readyState === EventSource.CLOSED) setTimeout(open, againMs);
    });
  };

  ports.onState('connecting');
  open();
  setInterval(() => {
    if (source.readyState !== EventSource.OPEN || Date.now() - heardAt < silentMs) return;
    source.close();
    open();
  }, againMs);
}

/** For whoever observes: what an update costs is a measure of the browser's own. None is kept. */
function measured(work: () => void): void {
  performance.mark('update');
  work();
  performance.measure('update', 'update');
  performance.clearMarks('update');
  performance.clearMeasures('update');
}
