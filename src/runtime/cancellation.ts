/**
 * Word that work is no longer wanted, for whoever inside a call wants to hear of it. An `AbortSignal` says the
 * same at many times the price, so one is made only for those who cannot do without: `fetch`, and a transport
 * of the user's own.
 */

export type CancelListener = (reason: unknown) => void;

export class Cancellation {
  #isCancelled = false;
  #reason: unknown;
  #controller: AbortController | undefined;
  #listeners: Set<CancelListener> | undefined;

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** What `cancel` was given first. */
  get reason(): unknown {
    return this.#reason;
  }

  /** The same as an `AbortSignal`, made when it is first asked for. */
  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#isCancelled) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  /** The first reason stands; those that come later change nothing. */
  cancel(reason: unknown): void {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    this.#reason = reason;
    const listeners = this.#listeners;
    this.#listeners = undefined;
    this.#controller?.abort(reason);
    if (listeners) for (const listener of listeners) listener(reason);
  }

  /** Called once, when it happens; at once, when it has happened. */
  add(listener: CancelListener): void {
    if (this.#isCancelled) {
      listener(this.#reason);
      return;
    }
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
  }

  remove(listener: CancelListener): void {
    this.#listeners?.delete(listener);
  }
}

/** The work's outcome, or the reason of its cancellation as soon as there is one. */
export function untilCancelled<Value>(
  work: Promise<Value>,
  cancellation: Cancellation,
  letGo: (late: Value) => void = () => {},
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const leave = (reason: unknown): void => {
      reject(reason);
      // What comes too late is let go, and with it what it holds.
      work.then(letGo, () => {});
    };
    cancellation.add(leave);
    work.then(
      (value) => {
        cancellation.remove(leave);
        resolve(value);
      },
      (error: unknown) => {
        cancellation.remove(leave);
        reject(error);
      },
    );
  });
}
