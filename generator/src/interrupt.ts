/**
 * Ctrl-C while files change places would leave what lies aside: it waits until they have.
 */

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs `body` to its end, and only then obeys the signals that came meanwhile. */
export async function uninterrupted<Result>(body: () => Promise<Result>): Promise<Result> {
  const came = new Set<NodeJS.Signals>();
  const held = signals.map((signal) => ({ signal, hold: () => void came.add(signal) }));
  for (const { signal, hold } of held) process.on(signal, hold);
  try {
    return await body();
  } finally {
    for (const { signal, hold } of held) process.off(signal, hold);
    // Whoever else listens has heard it already.
    for (const signal of came) if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  }
}
