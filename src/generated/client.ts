// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

import {
  type Client,
  type ClientOptions,
  createClient as createRuntimeClient,
  type Sdk,
} from '../runtime/index.ts';
import { type Resource, resources, ttl } from './resources.ts';

/** What the runtime needs to know of the API as a whole. */
export const sdk: Sdk<Resource> = {
  name: 'portfolio-api',
  baseUrl: 'https://api.portfolio.example/v1',
  resources,
  ttl,
};

/** A client without the grouped face: bundles carry only the endpoints you import. */
export function createBareClient(options: ClientOptions<Resource> = {}): Client<Resource> {
  return createRuntimeClient(sdk, options);
}
