/** Times that pass while nothing is sent: "in 4 s", "3 min ago". One timer for all of them. */

import type { Slot } from './dom.ts';

const texts = new Map<Slot, (now: number) => string>();
/** The server's clock less ours: its moments are told by its own time. */
let skewMs = 0;

export function now(): number {
  return Date.now() + skewMs;
}

export function learnTime(serverNow: number): void {
  skewMs = serverNow - Date.now();
}

/** Has the text follow the time, until it is set otherwise. */
export function follow(slot: Slot, text: (now: number) => string): void {
  texts.set(slot, text);
  slot.set(text(now()));
}

export function rest(slot: Slot, text: string): void {
  texts.delete(slot);
  slot.set(text);
}

export function startTicking(): void {
  setInterval(() => {
    const at = now();
    for (const [slot, text] of texts) {
      if (slot.node.isConnected) slot.set(text(at));
      else texts.delete(slot);
    }
  }, 1_000);
}
