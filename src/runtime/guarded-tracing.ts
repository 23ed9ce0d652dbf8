/**
 * A tracing that cannot break a call: what it throws is reported once, and the call goes on without. Samplers,
 * propagators and processors are other people's code.
 */

import type { Operation } from './operation.ts';
import type {
  CallEnding,
  CallTrace,
  RequestEnding,
  RequestTrace,
  TracedRequest,
  Tracing,
} from './tracing.ts';

const untracedRequest: RequestTrace = { run: (send) => send(), redirected: () => {}, ended: () => {} };
const untracedCall: CallTrace = { sending: () => untracedRequest, ended: () => {} };

export class GuardedTracing implements Tracing {
  readonly #tracing: Tracing;
  #isReported = false;

  constructor(tracing: Tracing) {
    this.#tracing = tracing;
  }

  begin(operation: Operation, client: string): CallTrace {
    try {
      return new GuardedCall(this, this.#tracing.begin(operation, client));
    } catch (error) {
      this.report(error);
      return untracedCall;
    }
  }

  /** Once: a broken one would otherwise flood the log at the rate of the traffic. */
  report(error: unknown): void {
    if (this.#isReported) return;
    this.#isReported = true;
    console.warn('breakwater: tracing threw; calls go on without, this is reported once.', error);
  }
}

class GuardedCall implements CallTrace {
  readonly #tracing: GuardedTracing;
  readonly #trace: CallTrace;

  constructor(tracing: GuardedTracing, trace: CallTrace) {
    this.#tracing = tracing;
    this.#trace = trace;
  }

  sending(request: TracedRequest): RequestTrace {
    try {
      return new GuardedRequest(this.#tracing, this.#trace.sending(request));
    } catch (error) {
      this.#tracing.report(error);
      return untracedRequest;
    }
  }

  ended(ending: CallEnding): void {
    try {
      this.#trace.ended(ending);
    } catch (error) {
      this.#tracing.report(error);
    }
  }
}

class GuardedRequest implements RequestTrace {
  readonly #tracing: GuardedTracing;
  readonly #trace: RequestTrace;

  constructor(tracing: GuardedTracing, trace: RequestTrace) {
    this.#tracing = tracing;
    this.#trace = trace;
  }

  /** Whatever the trace does, the request goes out, and once. */
  run<Sent>(send: () => Promise<Sent>): Promise<Sent> {
    let sent: Promise<Sent> | undefined;
    const sendOnce = (): Promise<Sent> => {
      sent ??= send();
      return sent;
    };
    try {
      const traced = this.#trace.run(sendOnce);
      // What the trace makes of a failure is not the call's: that comes from the request itself.
      if (traced !== sent) traced.catch(() => {});
    } catch (error) {
      this.#tracing.report(error);
    }
    return sendOnce();
  }

  redirected(status: number, next: TracedRequest): void {
    try {
      this.#trace.redirected(status, next);
    } catch (error) {
      this.#tracing.report(error);
    }
  }

  ended(ending: RequestEnding): void {
    try {
      this.#trace.ended(ending);
    } catch (error) {
      this.#tracing.report(error);
    }
  }
}
