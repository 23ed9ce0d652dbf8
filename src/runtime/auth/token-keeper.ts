/**
 * Where the next tokens come from: a store that another instance has filled, a refresh token, or the
 * grant itself; and what is done with them before they are used.
 *
 * Made for servers that rotate refresh tokens and revoke everything when one is used twice (RFC 9700
 * §4.14.2): renewals take turns where the store can see to that, the store is read again before a token
 * is spent and after one was found spent, and what comes back is kept before anybody uses it.
 */

import { AuthError } from '../errors.ts';
import { inTime } from './in-time.ts';
import type { Grant } from './token-endpoint.ts';
import { RenewalPutOff } from './token-source.ts';
import { type Issued, readIssued, type TokenStore, type Tokens } from './tokens.ts';

/** A store that takes longer is gone without. It delays a renewal, never a call with a token that holds. */
const storeTimeoutMs = 2_000;
/** Waiting for another instance's renewal ends here. */
const turnTimeoutMs = 10_000;

export interface KeeperOptions {
  /** The grant that needs no earlier tokens; absent where only a user could give it. */
  readonly grant: Grant | undefined;
  /** What a refresh grant says besides its token. */
  readonly refreshing: Grant;
  /** Given in the options, before any store was asked. */
  readonly initial: Tokens | undefined;
  readonly store: TokenStore | undefined;
  /** @default 'Bearer' */
  readonly tokenType?: string | undefined;
}

export interface KeeperPorts {
  readonly wall: () => number;
  request(grant: Grant): Promise<unknown>;
  /** An event of the renewal. */
  tell(outcome: 'refreshed' | 'adopted' | 'failed' | 'store-failed', lifetimeMs?: number): void;
}

/** What was found in the store. */
interface Shelf {
  readonly kept: Tokens | undefined;
  /** The store failed, or said nothing in time. */
  readonly isOutOfReach: boolean;
}

export class TokenKeeper {
  readonly #options: KeeperOptions;
  readonly #ports: KeeperPorts;
  /** Newest that could not be kept: until they are, the store knows less than we do. */
  #unsaved: Tokens | undefined;

  constructor(options: KeeperOptions, ports: KeeperPorts) {
    this.#options = options;
    this.#ports = ports;
  }

  /**
   * @param isNeeded whether somebody waits for it, now: a token that is only renewed ahead of its end is not got
   *   without the store, whose word on rotated tokens counts
   * @throws {RenewalPutOff} Nobody waits, and the store cannot be read.
   * @throws {AuthError} There are none to be had.
   */
  async renew(current: Tokens | undefined, isNeeded: () => boolean): Promise<Issued> {
    try {
      return await inTurn(this.#options.store, () => this.#next(current, isNeeded));
    } catch (error) {
      if (!(error instanceof RenewalPutOff)) this.#ports.tell('failed');
      throw error;
    }
  }

  async #next(current: Tokens | undefined, isNeeded: () => boolean): Promise<Issued> {
    const { initial } = this.#options;
    const shelf = await this.#load();
    if (shelf.isOutOfReach && !isNeeded()) throw new RenewalPutOff();
    const { kept } = shelf;
    const isNews = kept !== undefined && kept.accessToken !== current?.accessToken;
    const adopted = isNews ? this.#adopt(kept) : undefined;
    if (adopted) return adopted;
    // At first, tokens that were given may still hold.
    if (!current && !kept && initial) {
      const given = this.#stillGood(initial);
      if (given) return given;
    }
    const basis = (isNews ? kept : undefined) ?? this.#unsaved ?? current ?? kept ?? initial;
    return this.#issue(basis, shelf);
  }

  async #issue(basis: Tokens | undefined, shelf: Shelf): Promise<Issued> {
    const { grant } = this.#options;
    if (basis?.refreshToken === undefined) return this.#keep(await this.#ask(grant, undefined), shelf);
    try {
      return await this.#keep(await this.#refresh(basis), shelf);
    } catch (error) {
      if (!isSpent(error)) throw error;
      return this.#afterSpent(basis, error);
    }
  }

  /** Another instance may have been faster: its tokens are ours. Else there is only the grant itself. */
  async #afterSpent(basis: Tokens, error: AuthError): Promise<Issued> {
    const shelf = await this.#load();
    const { kept } = shelf;
    if (kept?.refreshToken !== undefined && kept.refreshToken !== basis.refreshToken) {
      return this.#adopt(kept) ?? this.#keep(await this.#refresh(kept), shelf);
    }
    if (!this.#options.grant) throw error;
    return this.#keep(await this.#ask(this.#options.grant, undefined), shelf);
  }

  #refresh(basis: Tokens): Promise<Issued> {
    const { refreshToken } = basis;
    const grant = { grant_type: 'refresh_token', refresh_token: refreshToken, ...this.#options.refreshing };
    return this.#ask(grant, basis);
  }

  async #ask(grant: Grant | undefined, basis: Tokens | undefined): Promise<Issued> {
    if (!grant) {
      throw new AuthError('There is no refresh token, in the options or in the store: the user must log in.');
    }
    const askedAt = this.#ports.wall();
    const issued = readIssued(await this.#ports.request(grant), basis, askedAt, this.#options.tokenType);
    this.#ports.tell('refreshed', issued.lifetimeMs);
    return issued;
  }

  /** What is kept is the server's newest word, so it goes out before anybody acts on it. */
  async #keep(issued: Issued, { kept, isOutOfReach }: Shelf): Promise<Issued> {
    const { store } = this.#options;
    if (!store) return issued;
    const mayCompare = !isOutOfReach && !this.#unsaved;
    try {
      const isKept = await inTime(async () => {
        if (store.replace && mayCompare) return store.replace(issued.tokens, kept);
        await store.save(issued.tokens);
        return true;
      }, storeTimeoutMs);
      this.#unsaved = undefined;
      return isKept ? issued : await this.#overtaken(issued);
    } catch {
      // Tokens that work are not thrown away for a store that does not; the event tells of it.
      this.#unsaved = issued.tokens;
      this.#ports.tell('store-failed');
      return issued;
    }
  }

  /** Another instance kept its own first: all use the same from here on, unless it is gone again. */
  async #overtaken(issued: Issued): Promise<Issued> {
    const { kept } = await this.#load();
    return (kept && this.#adopt(kept)) ?? issued;
  }

  /** What the store has; nothing too where it is known to have something older. */
  async #load(): Promise<Shelf> {
    const { store } = this.#options;
    if (!store || this.#unsaved) return { kept: undefined, isOutOfReach: false };
    try {
      return { kept: await inTime(() => store.load(), storeTimeoutMs), isOutOfReach: false };
    } catch {
      this.#ports.tell('store-failed');
      return { kept: undefined, isOutOfReach: true };
    }
  }

  #adopt(tokens: Tokens): Issued | undefined {
    const issued = this.#stillGood(tokens);
    if (issued) this.#ports.tell('adopted', issued.lifetimeMs);
    return issued;
  }

  #stillGood(tokens: Tokens): Issued | undefined {
    if (tokens.accessToken === '') return undefined;
    const { expiresAt } = tokens;
    const lifetimeMs = expiresAt === undefined ? undefined : expiresAt - this.#ports.wall();
    return lifetimeMs === undefined || lifetimeMs > 0 ? { tokens, lifetimeMs } : undefined;
  }
}

/** RFC 6749 §5.2: the refresh token is invalid, expired, revoked, or was used before. */
function isSpent(error: unknown): error is AuthError {
  return error instanceof AuthError && error.oauthError === 'invalid_grant';
}

/** Runs the work once, in its turn where the store gives turns, and without one where it does not in time. */
async function inTurn<Value>(store: TokenStore | undefined, work: () => Promise<Value>): Promise<Value> {
  if (!store?.exclusively) return work();
  let running: Promise<Value> | undefined;
  const run = (): Promise<Value> => {
    running ??= work();
    return running;
  };
  const turn = store.exclusively(async () => {
    await run();
  });
  // A turn that never comes, or fails to, is not waited for; what it failed with is the work's, or the store's.
  await inTime(() => turn, turnTimeoutMs).catch(() => {});
  return run();
}
