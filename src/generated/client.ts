// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

import {
  type Client,
  type ClientOptions,
  createClient as createRuntimeClient,
  type Sdk,
} from '../runtime/index.ts';
import { type Resource, resources, ttl } from './resources.ts';
import { type AuthOptions, securitySchemes } from './security.ts';

/** What the runtime needs to know of the API as a whole. */
export const sdk: Sdk<Resource> = {
  name: 'portfolio-api',
  baseUrl: 'https://api.portfolio.example/v1',
  resources,
  ttl,
  securitySchemes,
  security: [{ oauth: ['portfolio:read'] }, { apiKey: [] }],
};

/** A client without the grouped face: bundles carry only the endpoints you import. */
export function createBareClient(options: ClientOptions<Resource, AuthOptions> = {}): Client<Resource> {
  return createRuntimeClient(sdk, options);
}
