/**
 * Runs something now, and again whenever one of the files it read has been saved. Folders are watched, not
 * files: editors replace a file as often as they write into it, and whoever writes piece by piece is
 * waited for.
 */

import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface WatchOptions {
  /** How long a file must have been left alone. @default 120 */
  readonly quietMs?: number;
  /** How often what cannot be watched, such as a URL, is asked for. @default 5000 */
  readonly pollMs?: number;
}

/**
 * Watches `first` until `run` has said what it read, files or URLs, and then that. Ends when the signal
 * aborts, between two runs.
 */
export async function watchFiles(
  first: readonly string[],
  signal: AbortSignal,
  run: () => Promise<readonly string[]>,
  { quietMs = 120, pollMs = 5000 }: WatchOptions = {},
): Promise<void> {
  const saves = new Saves();
  signal.addEventListener('abort', () => saves.happen(), { once: true });
  try {
    saves.watch(localOf(first));
    while (!signal.aborted) {
      saves.forget();
      const startMs = Date.now();
      const inputs = await run();
      const files = localOf(inputs);
      const unheard = files.filter((file) => !saves.hears(file));
      const isWatched = saves.watch(files) && files.length === inputs.length;
      // Read in this run, and watched only from here on: a save in between made no sound.
      if (await isSavedSince(unheard, startMs)) saves.happen();
      await Promise.race([saves.next(), ...(isWatched ? [] : [pause(pollMs, signal)])]);
      await quiet(files, quietMs, signal);
    }
  } finally {
    saves.close();
  }
}

/** Events of the watched folders that concern a watched file. */
class Saves {
  readonly #watchers = new Map<string, FSWatcher>();
  #files: ReadonlySet<string> = new Set();
  #happened = Promise.withResolvers<void>();

  /** `false` when a folder cannot be watched: it may not be there yet. */
  watch(files: readonly string[]): boolean {
    this.#files = new Set(files);
    const folders = new Set(files.map((file) => dirname(file)));
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    return [...folders].map((folder) => this.#watchers.has(folder) || this.#open(folder)).every(Boolean);
  }

  hears(file: string): boolean {
    return this.#files.has(file);
  }

  happen(): void {
    this.#happened.resolve();
  }

  /** What happens from now on counts. */
  forget(): void {
    this.#happened = Promise.withResolvers();
  }

  next(): Promise<void> {
    return this.#happened.promise;
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
  }

  #open(folder: string): boolean {
    try {
      const watcher = watch(folder, (_, name) => {
        if (name === null || this.#files.has(resolve(folder, basename(name)))) this.happen();
      });
      // A folder that goes away is a save like any other: the next run says what is missing.
      watcher.on('error', () => this.happen());
      this.#watchers.set(folder, watcher);
      return true;
    } catch {
      return false;
    }
  }
}

/** Waits until the files have stayed the same for a while. */
async function quiet(files: readonly string[], quietMs: number, signal: AbortSignal): Promise<void> {
  let before = await stateOf(files);
  while (!signal.aborted) {
    await pause(quietMs, signal);
    const now = await stateOf(files);
    if (now === before) return;
    before = now;
  }
}

/** One save too many costs a look at the lock. */
async function isSavedSince(files: readonly string[], sinceMs: number): Promise<boolean> {
  const times = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => Number.POSITIVE_INFINITY,
      ),
    ),
  );
  // The clock of a file system may be a few milliseconds late.
  return times.some((mtimeMs) => mtimeMs >= sinceMs - 10);
}

async function stateOf(files: readonly string[]): Promise<string> {
  const states = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
        () => 'missing',
      ),
    ),
  );
  return states.join('\n');
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}

function localOf(inputs: readonly string[]): string[] {
  return inputs.filter((input) => !/^https?:\/\//i.test(input)).map((file) => resolve(file));
}
