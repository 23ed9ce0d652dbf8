/**
 * Tokens that are good only for who holds a key (RFC 9449, DPoP, and its like): each request that carries one, and
 * each request for one, proves it. The engine keeps the tokens; what a proof is, a binding says.
 *
 * docs/examples/dpop.ts is one to copy.
 */

/** A request as far as a proof may be about it. */
export interface BoundRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  /** Where the proof goes. */
  readonly headers: { set(name: string, value: string): void };
}

/** What a server said to a request with a proof. */
export interface BoundReply {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** RFC 6749 §5.2 error code, where a token endpoint gave one. */
  readonly oauthError?: string | undefined;
}

export interface TokenBinding {
  /** What the server calls such a token (`token_type`), and the word before it in `Authorization`. */
  readonly tokenType: string;
  /** Adds the proof, anew for each request. `token` is left out where one is asked for. */
  prove(request: BoundRequest, token: string | undefined): void | Promise<void>;
  /**
   * Hears each reply: a server may name a nonce for the next proof.
   *
   * @returns Whether the request was refused for want of what the server has told just now. It is then sent once more.
   */
  heard?(url: string, reply: BoundReply): boolean;
}
