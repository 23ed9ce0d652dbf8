/**
 * The grouped face: the functions of a resource module with the client filled in.
 */

import type { Client } from './client.ts';

/** A generated endpoint function. */
type Endpoint<Args extends readonly unknown[], Answer> = (client: Client, ...args: Args) => Answer;

/** The endpoints of a module as a client has them; what is no endpoint is left out. */
export type Bound<Module> = {
  readonly [Name in keyof Module as Module[Name] extends Endpoint<never, unknown>
    ? Name
    : never]: Module[Name] extends Endpoint<infer Args, infer Answer> ? (...args: Args) => Answer : never;
};

/** `bind(api, portfolio).get(args)` is `portfolio.get(api, args)`. */
export function bind<Module extends object>(client: Client, module: Module): Bound<Module> {
  const endpoints = Object.entries(module).filter(([, member]) => typeof member === 'function');
  return Object.fromEntries(
    endpoints.map(([name, endpoint]) => [name, (...args: unknown[]) => endpoint(client, ...args)]),
  ) as Bound<Module>;
}
