/** A request signature: what is sent is signed with a shared key, its body too, so that nobody on the way can change it. */

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
        const { method, url, headers, body } = outgoing;
        const { pathname, search } = new URL(url);
        const date = new Date(clock.wall()).toUTCString();
        const parts = [method, pathname + search, date];
        // A stream would be spent by reading it.
        if (body?.isReplayable) {
          const content = await new Response(body.content).arrayBuffer();
          // RFC 9530.
          const digest = `sha-256=:${base64(await crypto.subtle.digest('SHA-256', content))}:`;
          headers.set('content-digest', digest);
          parts.push(digest);
        }
        const signature = await crypto.subtle.sign('HMAC', await key, encoder.encode(parts.join('\n')));
        headers.set('x-date', date);
        headers.set('x-signature', `${keyId}:${base64(signature)}`);
        return outgoing;
      },
    }),
  };
}

function base64(data: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(data)));
}
