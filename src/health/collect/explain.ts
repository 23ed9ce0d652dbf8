/** Sentences for a person who was woken: what happened, whose it is, what to do. Made of codes, never of messages. */

import type { CircuitState, OpeningReason } from '../../runtime/policy/circuit-state.ts';

const openingReasons = {
  'failure-ratio': 'too many attempts failed',
  'slow-calls': 'too many attempts were slow',
  'connect-failures': 'it could not be connected to, again and again',
  'probe-failed': 'a probe failed',
  'probe-slow': 'a probe was slow',
  'probe-hung': 'a probe was never answered',
} satisfies Record<OpeningReason, string>;

/** Reasons of events come as text: an unknown one is told as it is. */
const openings: Readonly<Record<string, string>> = openingReasons;

const others: Readonly<Record<string, string>> = {
  'break-over': 'The break is over; a few probes may try it.',
  'probes-succeeded': 'Its probes succeeded; traffic comes back little by little.',
  'isolated-by-hand': 'Somebody isolated it.',
  'closed-by-hand': 'Somebody closed it.',
  'reset-by-hand': 'Somebody reset it.',
};

/** Why a circuit changed. */
export function transitionSentence(reason: string): string {
  const opening = openings[reason];
  return opening === undefined ? (others[reason] ?? `${reason}.`) : `It opened: ${opening}.`;
}

/** What a circuit is waiting for; empty for one that is simply closed. */
export function circuitSentence(state: CircuitState): string {
  switch (state.status) {
    case 'closed':
      return state.ramp ? `Recovering: at most ${state.ramp.limit} at a time.` : '';
    case 'open':
      return `${sentence(openings[state.reason] ?? state.reason)} ${evidence(state)}${again(state.openings)}`;
    case 'half-open':
      return `${count(state.successes, 'probe')} succeeded, ${state.permitsOut} under way.`;
    case 'isolated':
      return 'Isolated by hand: nothing is sent until somebody closes it.';
  }
}

function evidence(state: Extract<CircuitState, { status: 'open' }>): string {
  if (state.attempts === 0) return '';
  const slow = state.slow > 0 ? `, ${state.slow} slow` : '';
  return `${state.failures} of ${state.attempts} failed${slow}.`;
}

function again(openingsInARow: number): string {
  return openingsInARow > 1 ? ` Opened ${openingsInARow} times in a row.` : '';
}

const byCode: Readonly<Record<string, string>> = {
  CIRCUIT_OPEN: 'Not sent: the circuit is open. It closes by itself once probes succeed.',
  LIMITED: 'Not sent: held back by a bulkhead, a rate or a cool-down. Ask less often, or raise the limit.',
  TIMEOUT: 'No answer in time. Either the origin is slow, or the time is too short for this operation.',
  CONNECTION_FAILED: 'No connection: the origin is down, or the way to it is. Try it from another machine.',
  AUTH_FAILED:
    'No credential to send: the token endpoint refused or did not answer. Check the client’s secret.',
  INVALID_REQUEST: 'Not sent: the arguments do not fit the description. This is a fault of the calling code.',
  DECODE_FAILED: 'A success that could not be read: not the content type or the syntax that was promised.',
  INVALID_RESPONSE: 'A success that its schema refuses: the origin does not keep to its description.',
  PAGINATION_FAILED: 'The list cannot be followed to its end: a page repeats, or is not what was promised.',
  ABORTED: 'Given up by its caller.',
  CLIENT_CLOSED: 'Ended because the client was closed.',
};

/** Why calls of this kind fail. */
export function failureSentence(code: string | undefined, status: number | undefined): string {
  return (
    (status !== undefined && byStatus(status)) || byCode[code ?? ''] || 'Failed for a reason of its own.'
  );
}

function byStatus(status: number): string {
  if (status === 401) return 'The origin does not accept the credential, a renewed one included.';
  if (status === 403) return 'The credential is known but may not do this: ask for the permission or scope.';
  if (status === 404) return 'What was asked for is not there. Often an old identifier; rarely an outage.';
  if (status === 429)
    return 'The origin says that it is asked too often. It is left alone as long as it wants.';
  if (status >= 500) return `The origin failed with ${status}. It is theirs; retries have been used up.`;
  if (status >= 400) return `The origin refuses what was sent with ${status}. This is most likely ours.`;
  return '';
}

export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
