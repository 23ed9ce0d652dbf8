/** As much of `oidc-provider` as the tests use: it brings no types, and those of others drag Koa's along. */

declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  interface DeviceCode {
    save(): Promise<string>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: object);
    proxy: boolean;
    callback(): RequestListener;
    on(event: string, listener: (...args: unknown[]) => void): this;
    readonly Grant: new (of: {
      accountId: string;
      clientId: string;
    }) => Grant;
    readonly DeviceCode: { findByUserCode(userCode: string): Promise<DeviceCode | undefined> };
  }
}
