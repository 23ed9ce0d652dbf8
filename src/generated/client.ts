// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

import {
  type Client,
  type ClientOptions,
  createClient as createRuntimeClient,
  type Sdk,
} from '../runtime/index.ts';
import { type Resource, resources, ttl } from './resources.ts';
import { type AuthOptions, securitySchemes } from './security.ts';
import type { operations } from './types.ts';

/** What the runtime needs to know of the API as a whole. */
export const sdk: Sdk<Resource> = {
  name: 'portfolio-api',
  servers: {
    production: 'https://api.portfolio.example/v1',
    sandbox: {
      url: 'https://sandbox.{region}.portfolio.example/v1',
      variables: {
        region: { default: 'eu', enum: ['eu', 'us'] },
      },
    },
  },
  ownServers: {
    'uploads.portfolio.example': {
      default: 'https://uploads.portfolio.example/v1',
    },
  },
  resources,
  ttl,
  securitySchemes,
  security: [{ oauth: ['portfolio:read'] }, { apiKey: [] }],
};

/** What a client of Portfolio API takes. */
export type ApiOptions = ClientOptions<Resource, AuthOptions, keyof operations> & ServerChoice & {
  /**
   * Absolute URLs instead of the servers that single operations have for themselves. Left out:
   * `baseUrl` where that is given, else what the spec says.
   */
  readonly baseUrls?: {
    readonly 'uploads.portfolio.example'?: string;
  };
};

/** The server, and what its URL leaves open. */
export type ServerChoice =
  | {
      /** Production. `https://api.portfolio.example/v1` */
      readonly server?: 'production';
    }
  | {
      /** Sandbox. `https://sandbox.{region}.portfolio.example/v1` */
      readonly server: 'sandbox';
      /** What the URL of the server leaves open. */
      readonly variables?: {
        /** Where the test data is kept. Default `eu`. */
        readonly region?: 'eu' | 'us';
      };
    };

/** A client without the grouped face: bundles carry only the endpoints you import. */
export function createBareClient(options: ApiOptions = {}): Client<Resource> {
  return createRuntimeClient<Resource, AuthOptions, keyof operations>(sdk, options);
}
