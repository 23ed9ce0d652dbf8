/** Several credentials on one request: an operation may ask for an API key and a token, both. */

import type { Signer } from './credential.ts';

export function allOf(signers: readonly Signer[]): Signer {
  const [only] = signers;
  if (only && signers.length === 1) return only;
  return {
    principal: () => {
      const parts = signers.map((signer) => signer.principal());
      return parts.every((part) => typeof part === 'string') ? JSON.stringify(parts) : joined(parts);
    },
    sign: async (outgoing, principal) => {
      const parts = partsOf(principal);
      let signed = outgoing;
      for (const [index, signer] of signers.entries()) signed = await signer.sign(signed, parts[index] ?? '');
      return signed;
    },
    renew: async (outgoing, refusal) => {
      const renewals = await Promise.all(signers.map((signer) => signer.renew?.(outgoing, refusal) ?? false));
      return renewals.includes(true) || (renewals.includes('challenged') && 'challenged');
    },
    heard: (outgoing, reply) => {
      for (const signer of signers) signer.heard?.(outgoing, reply);
    },
    renewed: (isAccepted) => {
      for (const signer of signers) signer.renewed?.(isAccepted);
    },
  };
}

async function joined(parts: readonly (string | Promise<string>)[]): Promise<string> {
  return JSON.stringify(await Promise.all(parts));
}

/** What `principal()` of several has put together. */
function partsOf(principal: string): readonly string[] {
  return JSON.parse(principal) as readonly string[];
}
