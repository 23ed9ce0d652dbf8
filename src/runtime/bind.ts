/**
 * The grouped face: the functions of a resource module with the client filled in.
 */

import type { Client } from './client.ts';

/**
 * `bind(api, portfolio).get(args)` is `portfolio.get(api, args)`.
 *
 * `Endpoints` is the interface that the generator wrote beside the module: a type worked out from the
 * module's own would cost every consumer's compiler some forty instantiations an endpoint.
 */
export function bind<Endpoints extends object>(client: Client, module: object): Endpoints {
  const endpoints = Object.entries(module).filter(([, member]) => typeof member === 'function');
  return Object.fromEntries(
    endpoints.map(([name, endpoint]) => [name, (...args: unknown[]) => endpoint(client, ...args)]),
  ) as Endpoints;
}
