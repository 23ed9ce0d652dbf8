/**
 * The answer to the first question at three in the morning, "is it us or them?", in the order in which it is
 * asked: is it real, how bad, since when, what to do.
 */

import type { OriginView, Problem, ResourceView, Snapshot, StoreView, TokenView, Verdict } from '../view.ts';
import { count } from './explain.ts';
import { errorsIn, total } from './meter.ts';

/** A share of errors that somebody should look at, and one that hurts. */
const watchShare = 0.05;
const badShare = 0.25;
/** Fewer in ten seconds say nothing. */
const fewest = 5;
const mostShown = 5;

type Parts = Pick<Snapshot, 'origins' | 'resources' | 'tokens' | 'stores'>;

export function verdictOf({ origins, resources, tokens, stores }: Parts, now: number): Verdict {
  const problems = [
    ...origins.flatMap(ofOrigin),
    ...resources.flatMap(ofResource),
    ...tokens.flatMap((token) => ofToken(token, now)),
    ...stores.flatMap(ofStore),
  ].sort(worstFirst);
  const [worst] = problems;
  const shown = {
    problems: problems.slice(0, mostShown),
    moreProblems: Math.max(0, problems.length - mostShown),
  };
  const howBad = damage(resources);
  if (!worst) return { ...calm({ origins, resources }), howBad, since: null, ...shown };
  const sides = new Set(problems.filter(({ level }) => level === worst.level).map(({ side }) => side));
  return {
    level: worst.level,
    headline: worst.what,
    side: sides.size > 1 ? 'both' : worst.side,
    howBad,
    since: worst.since,
    ...shown,
  };
}

function calm({
  origins,
  resources,
}: Pick<Parts, 'origins' | 'resources'>): Pick<Verdict, 'level' | 'headline' | 'side'> {
  const isUsed = [...origins, ...resources].some(({ history }) => history.all.some((each) => each > 0));
  if (!isUsed)
    return { level: 'idle', headline: 'Quiet: nobody has called in the last two minutes.', side: 'nobody' };
  const headline =
    origins.length === 1
      ? `All is well with ${hostOf(origins[0])}.`
      : `All is well with ${origins.length} origins.`;
  return { level: 'good', headline, side: 'nobody' };
}

/** What callers feel. */
function damage(resources: readonly ResourceView[]): string {
  const all = resources.reduce((sum, { counts }) => sum + total(counts), 0);
  const failed = resources.reduce((sum, { counts }) => sum + errorsIn(counts), 0);
  if (all === 0) return 'No call ended in the last 10 s.';
  if (failed === 0) return `None of ${count(all, 'call')} failed in the last 10 s.`;
  return `${percent(failed / all)} of calls failed in the last 10 s: ${failed.toLocaleString('en')} of ${all.toLocaleString('en')}.`;
}

function ofOrigin(origin: OriginView): Problem[] {
  const host = hostOf(origin);
  const { circuit, coolDownUntil } = origin;
  const refused = origin.counts.shortCircuited;
  // A circuit that was probed in vain has opened anew; the trouble is older.
  const since = earliest(circuit?.since ?? null, origin.failingSince);
  const found: Problem[] = [];
  if (circuit?.state === 'open')
    found.push({
      level: 'bad',
      side: 'them',
      what: `${host} is failing. Its circuit is open.`,
      howBad: `${circuit.why}${refused > 0 ? ` ${count(refused, 'call')} refused here in the last 10 s.` : ''}`,
      since,
      until: circuit.until,
      todo: `Nothing by hand: it is probed again after the break. If it goes on, tell whoever runs ${host}.`,
    });
  else if (circuit?.state === 'half-open')
    found.push({
      level: 'watch',
      side: 'them',
      what: `${host} is being tried again.`,
      howBad: circuit.why,
      since,
      until: null,
      todo: 'Wait: a few probes decide.',
    });
  else if (circuit?.state === 'isolated')
    found.push({
      level: 'bad',
      side: 'us',
      what: `${host} is isolated by hand. Nothing is sent.`,
      howBad:
        refused > 0 ? `${count(refused, 'call')} refused here in the last 10 s.` : 'No call has come since.',
      since,
      until: null,
      todo: 'Close the circuit when the reason for it is gone.',
    });
  else found.push(...ofErrors(origin, host));
  if (coolDownUntil !== null)
    found.push({
      level: 'watch',
      side: 'them',
      what: `${host} asked to be left alone.`,
      howBad: 'Calls wait for the end of it, or are refused.',
      since: null,
      until: coolDownUntil,
      todo: 'Ask less often: a rate limit for this client, or a longer time to live of its answers.',
    });
  return found;
}

/** Of an origin whose circuit has nothing to say, or not yet. */
function ofErrors(origin: OriginView, host: string): Problem[] {
  const { errorShare, counts, failingSince, coolDownUntil } = origin;
  const share = errorShare ?? 0;
  const all = total(counts);
  if (all < fewest) return [];
  // What is refused during a cool-down is told with it.
  if (coolDownUntil !== null && counts.rejected === errorsIn(counts)) return [];
  if (share >= watchShare) {
    const isOurs = counts.rejected > counts.failure + counts.timeout + counts.shortCircuited;
    return [
      {
        level: share >= badShare ? 'bad' : 'watch',
        side: isOurs ? 'us' : 'them',
        what: isOurs
          ? `Our own limits refuse calls to ${host}.`
          : `${host} fails ${percent(share)} of attempts.`,
        howBad: inWords(origin),
        since: failingSince,
        until: null,
        todo: isOurs
          ? 'Raise the limit, or find out who calls so often.'
          : 'Retries cover some of it. If it grows, the circuit opens by itself.',
      },
    ];
  }
  if (counts.badRequest / all >= 0.5)
    return [
      {
        level: 'watch',
        side: 'us',
        what: `${host} refuses ${percent(counts.badRequest / all)} of what we send.`,
        howBad: `${count(counts.badRequest, 'reply')} with 4xx in the last 10 s.`.replace(
          'replys',
          'replies',
        ),
        since: null,
        until: null,
        todo: 'Look at the failures below: credentials, permissions or arguments are not what it wants.',
      },
    ];
  return [];
}

/** A resource that has a circuit of its own. */
function ofResource({ resource, circuit, origin }: ResourceView): Problem[] {
  if (!circuit || circuit.name === origin || circuit.state !== 'open') return [];
  return [
    {
      level: 'bad',
      side: 'them',
      what: `${resource} is failing. Its circuit is open.`,
      howBad: circuit.why,
      since: circuit.since,
      until: circuit.until,
      todo: `Nothing by hand: it is probed again after the break. Other resources of ${hostOf({ origin })} go on.`,
    },
  ];
}

function ofToken({ client, scheme, outcome, expiresAt, failingSince }: TokenView, now: number): Problem[] {
  if (outcome !== 'failed') return [];
  const isGone = expiresAt === null || expiresAt <= now;
  return [
    {
      level: isGone ? 'bad' : 'watch',
      side: 'us',
      what: isGone ? `${client} has no token for ${scheme}.` : `The token for ${scheme} cannot be renewed.`,
      howBad: isGone ? 'Calls that need it fail.' : 'The old one serves until it expires.',
      since: failingSince,
      until: isGone ? null : expiresAt,
      todo: 'Check the client’s id and secret, and whether the token endpoint answers.',
    },
  ];
}

function ofStore({ client, state, trouble, troubleAt }: StoreView): Problem[] {
  if (state !== 'failing') return [];
  return [
    {
      level: 'watch',
      side: 'us',
      what: `The shared store of ${client} does not answer.`,
      howBad: `Calls go on without it, and ask the origin more often. Last: ${trouble ?? 'unknown'}.`,
      since: troubleAt,
      until: null,
      todo: 'Look at Redis: memory, connections, the network to it.',
    },
  ];
}

function earliest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

function inWords({ counts }: OriginView): string {
  const parts = [
    [counts.failure, 'failed'],
    [counts.timeout, 'timed out'],
    [counts.shortCircuited, 'refused by the circuit'],
    [counts.rejected, 'refused by a limit'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return `Of ${total(counts)} in the last 10 s: ${said.join(', ')}.`;
}

function worstFirst(one: Problem, other: Problem): number {
  if (one.level !== other.level) return one.level === 'bad' ? -1 : 1;
  return (one.since ?? Number.POSITIVE_INFINITY) - (other.since ?? Number.POSITIVE_INFINITY) || 0;
}

function hostOf(row: Pick<OriginView, 'origin'> | undefined): string {
  return row?.origin.replace(/^https?:\/\//, '') ?? '';
}

function percent(share: number): string {
  return `${share < 0.1 ? (share * 100).toFixed(1) : Math.round(share * 100)} %`;
}
