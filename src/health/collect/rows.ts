/** The rows of a snapshot: what was counted, joined with what the client says of itself now. */

import type { CircuitState } from '../../runtime/policy/circuit-state.ts';
import type { CacheSplit, CircuitView, OriginView, ResourceView, StoreView, TokenView } from '../view.ts';
import { circuitSentence } from './explain.ts';
import type { CacheKind, ResourceRow, Watch } from './watch.ts';

export interface Moment {
  readonly nowMs: number;
  /** A moment of the monotonic clock as one of the wall clock. */
  wallOf(monotonicMs: number): number;
}

/** A store that failed is called failing until it has been asked for this long without another failure. */
const storeTroubleMs = 10_000;

export function originViews(watch: Watch, { nowMs, wallOf }: Moment): OriginView[] {
  const circuits = watch.source.circuits.states();
  const bulkheads = watch.source.bulkheads();
  const states = watch.source.origins();
  return [...watch.origins].map(([origin, meter]) => {
    const bulkhead = bulkheads[origin];
    const { budgetLeft = null, coolDownMs = 0, inFlight = 0 } = states[origin] ?? {};
    return {
      id: `${watch.id} ${origin}`,
      client: watch.id,
      origin,
      ...meter.view(nowMs, wallOf),
      circuit: circuitView(origin, circuits[origin], wallOf),
      bulkhead: bulkhead
        ? { inFlight: bulkhead.inside, queued: bulkhead.queued, limit: bulkhead.limit }
        : { inFlight, queued: 0, limit: null },
      budgetLeft,
      coolDownUntil: coolDownMs > 0 ? Math.round(wallOf(nowMs + coolDownMs)) : null,
    };
  });
}

export function resourceViews(watch: Watch, { nowMs, wallOf }: Moment): ResourceView[] {
  const circuits = watch.source.circuits.states();
  return [...watch.resources].map(([resource, row]) => {
    const own = `${row.origin} ${resource}`;
    const name = Object.hasOwn(circuits, own) ? own : row.origin;
    return {
      id: `${watch.id} ${resource}`,
      client: watch.id,
      resource,
      origin: row.origin,
      ...row.meter.view(nowMs, wallOf),
      circuit: circuitView(name, circuits[name], wallOf),
      cache: cacheSplit(row, nowMs),
      invalidatedAt: row.invalidatedAt,
    };
  });
}

/** What came of renewals is told by events; what is held now, by the client. */
export function tokenViews({ id, tokens, source }: Watch, { nowMs, wallOf }: Moment): TokenView[] {
  const states = source.signing.states();
  const schemes = [...new Set([...tokens.keys(), ...Object.keys(states)])];
  return schemes.map((scheme) => {
    const told = tokens.get(scheme);
    const { expiresInMs } = states[scheme] ?? {};
    return {
      id: `${id} ${scheme}`,
      client: id,
      scheme,
      expiresAt: expiresInMs === undefined ? null : Math.round(wallOf(nowMs + expiresInMs)),
      refreshedAt: told?.refreshedAt ?? null,
      outcome: told?.outcome ?? null,
      failingSince: told?.failingSince ?? null,
    };
  });
}

export function storeView(
  { id, source, storeTrouble, storeLatencies }: Watch,
  { nowMs, wallOf }: Moment,
): StoreView {
  const { entries, sizeBytes, isShared, storeState, unconfirmed } = source.cache.stats();
  const isRecent =
    storeTrouble !== undefined && !storeTrouble.isOver && nowMs - storeTrouble.atMs <= storeTroubleMs;
  const isFailing = isRecent || storeState === 'left-alone';
  const latencyMs = storeLatencies.quantile(0.5);
  return {
    ...{ client: id, entries, sizeBytes, isShared, unconfirmed },
    state: isShared ? (isFailing ? 'failing' : storeState === 'opening' ? 'unused' : 'answering') : null,
    latencyMs: latencyMs === undefined ? null : Math.round(latencyMs * 10) / 10,
    troubleAt: storeTrouble ? Math.round(wallOf(storeTrouble.atMs)) : null,
    trouble: storeTrouble?.what ?? null,
  };
}

function cacheSplit({ cache, ages }: ResourceRow, nowMs: number): CacheSplit {
  const of = (kind: CacheKind): number => cache.sum(nowMs, kind);
  const age = (kind: 'fresh' | 'stale'): number | null => {
    const count = ages.sum(nowMs, `${kind}Count`);
    return count === 0 ? null : Math.round(ages.sum(nowMs, `${kind}Ms`) / count);
  };
  return {
    fresh: of('fresh'),
    stale: of('stale'),
    miss: of('miss'),
    bypass: of('bypass'),
    freshAgeMs: age('fresh'),
    staleAgeMs: age('stale'),
  };
}

function circuitView(
  name: string,
  state: CircuitState | undefined,
  wallOf: Moment['wallOf'],
): CircuitView | null {
  if (!state) return null;
  return {
    name,
    state: state.status,
    since: 'sinceMs' in state ? Math.round(wallOf(state.sinceMs)) : null,
    until: state.status === 'open' ? Math.round(wallOf(state.untilMs)) : null,
    why: circuitSentence(state),
  };
}
