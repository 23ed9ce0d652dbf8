/** A request signature: what is sent is signed with a shared key, so that nobody on the way can change it. */

import type { Credential } from '../../src/runtime/index.ts'; // in your project: 'breakwater'

export interface HmacOptions {
  readonly keyId: string;
  readonly secret: string;
}

export function hmac({ keyId, secret }: HmacOptions): Credential<'custom'> {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']);
  return {
    kind: 'custom',
    open: ({ clock }) => ({
      principal: () => keyId,
      // Called for every attempt, so that a retry has a time of its own.
      sign: async (outgoing) => {
        const { pathname, search } = new URL(outgoing.url);
        const date = new Date(clock.wall()).toUTCString();
        const message = encoder.encode([outgoing.method, pathname + search, date].join('\n'));
        const signature = new Uint8Array(await crypto.subtle.sign('HMAC', await key, message));
        outgoing.headers.set('x-date', date);
        outgoing.headers.set('x-signature', `${keyId}:${btoa(String.fromCharCode(...signature))}`);
        return outgoing;
      },
    }),
  };
}
