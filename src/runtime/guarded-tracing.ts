/**
 * A tracing that cannot break a call: what it throws is reported once, and the call goes on without. Samplers,
 * propagators and processors are other people's code.
 */

import type { CallTrace, RequestTrace, Tracing } from './tracing.ts';

const untracedRequest: RequestTrace = { run: (send) => send(), redirected: () => {}, ended: () => {} };
const untracedCall: CallTrace = { sending: () => untracedRequest, ended: () => {} };

export function guardedTracing(tracing: Tracing): Tracing {
  let isReported = false;

  function guarded<Value>(follow: () => Value, otherwise: Value): Value {
    try {
      return follow();
    } catch (error) {
      if (!isReported) {
        console.warn('breakwater: tracing threw; calls go on without, this is reported once.', error);
      }
      isReported = true;
      return otherwise;
    }
  }

  const guardedRequest = (trace: RequestTrace): RequestTrace => ({
    run: (send) => sentOnce(trace, send, guarded),
    redirected: (status, next) => guarded(() => trace.redirected(status, next), undefined),
    ended: (ending) => guarded(() => trace.ended(ending), undefined),
  });
  const guardedCall = (trace: CallTrace): CallTrace => ({
    sending: (request) => guarded(() => guardedRequest(trace.sending(request)), untracedRequest),
    ended: (ending) => guarded(() => trace.ended(ending), undefined),
  });
  return {
    begin: (operation, client) => guarded(() => guardedCall(tracing.begin(operation, client)), untracedCall),
  };
}

type Guarded = <Value>(follow: () => Value, otherwise: Value) => Value;

/** Whatever the trace does, the request goes out, and once. */
function sentOnce<Sent>(trace: RequestTrace, send: () => Sent, guarded: Guarded): Sent {
  let sent: { readonly value: Sent } | undefined;
  const sendOnce = (): Sent => {
    sent ??= { value: send() };
    return sent.value;
  };
  guarded(() => trace.run(sendOnce), undefined);
  return sendOnce();
}
