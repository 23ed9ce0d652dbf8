/**
 * Options to policies, once per resource, when the client is made: what was said for all and again for
 * the resource, over what the preset starts from. What the numbers must be is in complete.ts.
 */

import { OptionsError } from '../errors.ts';
import { quotaDefaults, RetryQuota, type RetryQuotaOptions } from '../policy/quota.ts';
import { ratio } from '../policy/range.ts';
import * as complete from './complete.ts';
import type { PolicyOptions, Preset, ResilienceOptions, RetryOptions } from './options.ts';
import { Place } from './place.ts';
import type { Policy } from './policy.ts';
import { budgetRatioDefault, presets } from './presets.ts';

/** What limits the retries of an origin: a share of its calls, or a quota. */
export type BudgetSettings =
  | { readonly kind: 'share'; readonly ratio: number }
  | { readonly kind: 'quota'; readonly quota: Required<RetryQuotaOptions> };

export interface Resilience {
  readonly budget: BudgetSettings;
  /** What holds where no resource says anything of its own. */
  readonly common: Policy;
  readonly byResource: ReadonlyMap<string, Policy>;
}

const policies = {
  timeout: true,
  retry: true,
  circuit: true,
  bulkhead: true,
  rateLimit: true,
  coolDown: true,
  hedging: true,
} as const satisfies Record<keyof PolicyOptions, true>;

/** @throws {OptionsError} An option is out of range, unknown, or contradicts another. */
export function settleResilience(
  resources: readonly string[],
  given: ResilienceOptions | Preset = {},
): Resilience {
  const at = new Place('resilience');
  const options = spelledOut(given);
  at.refuseUnknown(options, { preset: true, byResource: true, ...policies });
  const { preset = 'standard', byResource = {}, ...common } = options;
  if (!Object.hasOwn(presets, preset)) {
    at.refuse('preset', `one of ${Object.keys(presets).join(', ')}`, preset);
  }
  const budget = budgetOf(at.in('retry'), common.retry);
  for (const resource of Object.keys(byResource)) {
    if (!resources.includes(resource)) {
      at.refuse('byResource', `set for resources of the API (${resources.join(', ')})`, resource);
    }
  }
  const policyOf = (resource: string): Policy => {
    const own = byResource[resource];
    const here = own ? at.in(`byResource.${resource}`) : at;
    if (own) here.refuseUnknown(own, policies);
    return new Settling(here, { start: presets[preset], common, own: own ?? {} }, resource).policy();
  };
  return {
    budget,
    common: policyOf(''),
    byResource: new Map(resources.map((resource) => [resource, policyOf(resource)])),
  };
}

/** The name of a preset is short for an object that says no more; what is neither has no options to name. */
function spelledOut(given: ResilienceOptions | Preset): ResilienceOptions {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given;
  if (typeof given === 'string' && Object.hasOwn(presets, given)) return { preset: given };
  throw new OptionsError('resilience', `an object, or one of ${Object.keys(presets).join(', ')}`, given);
}

/** What was said, from the most general to the most special. */
interface Sayings {
  readonly start: PolicyOptions;
  readonly common: PolicyOptions;
  readonly own: PolicyOptions;
}

class Settling {
  readonly #at: Place;
  readonly #said: Sayings;
  readonly #resource: string;

  constructor(at: Place, said: Sayings, resource: string) {
    this.#at = at;
    this.#said = said;
    this.#resource = resource;
  }

  policy(): Policy {
    const { timeout: start = {} } = this.#said.start;
    const timeout = complete.timeout(this.#at.in('timeout'), start, {
      ...this.#said.common.timeout,
      ...this.#said.own.timeout,
    });
    const circuit = this.#of('circuit', (at, given, chosen) => complete.circuit(at, given, chosen, timeout));
    const bulkhead = this.#of('bulkhead', (at, given, chosen) =>
      complete.bulkhead(at, given, chosen, timeout),
    );
    const rateLimit = this.#of('rateLimit', (at, given, chosen) =>
      complete.rateLimit(at, given, chosen, timeout),
    );
    return {
      timeout,
      retry: this.#of('retry', complete.retry),
      circuit: circuit && {
        options: circuit.options,
        scope: circuit.isPerResource ? this.#resource : this.#scopeOf('circuit'),
      },
      bulkhead: bulkhead && { options: bulkhead, scope: this.#scopeOf('bulkhead') },
      rateLimit: rateLimit && { options: rateLimit, scope: this.#scopeOf('rateLimit') },
      coolDown: this.#of('coolDown', (at, given, chosen) => complete.coolDown(at, given, chosen, timeout)),
      hedging: this.#of('hedging', (at, given, chosen) => complete.hedging(at, given, chosen, timeout)),
    };
  }

  /** A policy that is on where the last who said anything did not say `false`. */
  #of<Name extends Exclude<keyof PolicyOptions, 'timeout'>, Settings>(
    name: Name,
    settings: (at: Place, start: On<Name>, chosen: On<Name>) => Settings,
  ): Settings | undefined {
    const { start, common, own } = this.#said;
    const last = own[name] ?? common[name] ?? start[name];
    if (!last) return undefined;
    // What is off has no settings to inherit.
    const chosen = { ...(common[name] || {}), ...(own[name] || {}) } as On<Name>;
    return settings(this.#at.in(name), (start[name] || {}) as On<Name>, chosen);
  }

  /** What a resource says for itself, it has for itself. */
  #scopeOf(name: 'circuit' | 'bulkhead' | 'rateLimit'): string {
    return this.#said.own[name] ? this.#resource : '';
  }
}

type On<Name extends keyof PolicyOptions> = Exclude<PolicyOptions[Name], false | undefined>;

function budgetOf(at: Place, retry: RetryOptions | false | undefined): BudgetSettings {
  const { budgetRatio = budgetRatioDefault, quota } = retry || {};
  at.check('budgetRatio', budgetRatio, ratio);
  if (!quota) return { kind: 'share', ratio: budgetRatio };
  at.in('quota').refuseUnknown(quota, quotaDefaults);
  // Refuses what is out of range.
  at.in('quota').trying(() => new RetryQuota(quota));
  if (retry && retry.budgetRatio !== undefined) {
    at.refuse('budgetRatio', 'left out where `resilience.retry.quota` is set', retry.budgetRatio);
  }
  return { kind: 'quota', quota: { ...quotaDefaults, ...quota } };
}
