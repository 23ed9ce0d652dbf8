/**
 * `api.explain('portfolio.get')`: finds the operation behind an endpoint's name.
 */

import type { Client } from './client.ts';
import { operationBehind } from './endpoint.ts';
import { InvalidRequestError } from './errors.ts';
import type { Operation } from './operation.ts';
import type { Explanation } from './resilience/explain.ts';

/** The modules of an SDK, by the names of the grouped face. */
export type Modules = Readonly<Record<string, object>>;

/** @returns `client.explain`, for names as well: `portfolio.get`, or `getPortfolio` as errors and events have it. */
export function explainer(client: Client, modules: Modules): Client['explain'] {
  return (endpoint): Explanation =>
    client.explain(typeof endpoint === 'string' ? operationOf(endpoint, modules) : endpoint);
}

function operationOf(name: string, modules: Modules): Operation {
  const endpoints = Object.entries(modules).flatMap(([namespace, module]) =>
    Object.entries(module).flatMap(([short, endpoint]): [string, Operation][] => {
      const operation = typeof endpoint === 'function' ? operationBehind(endpoint) : undefined;
      return operation ? [[`${namespace}.${short}`, operation]] : [];
    }),
  );
  const found = endpoints.find(([full, { id }]) => full === name || id === name);
  if (found) return found[1];
  const known = endpoints.map(([full]) => full).join(', ');
  throw new InvalidRequestError(`There is no endpoint named ${JSON.stringify(name)}. There are: ${known}.`);
}
