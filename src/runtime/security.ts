/**
 * Which credential an operation is sent with: what the spec asks for, out of what the caller gave.
 *
 * The spec gives alternatives; the first that is configured in full is taken (OpenAPI 3.2 §4.30: "only
 * one of the Security Requirement Objects need be satisfied"). Where the spec says nothing, the first
 * credential is sent: a description that is silent about security is more often incomplete than public.
 */

import { allOf } from './auth/all-of.ts';
import { apiKey } from './auth/api-key.ts';
import type { AuthByScheme, BasicLogin } from './auth/auth-options.ts';
import { basic } from './auth/basic.ts';
import { authorization, bearer } from './auth/bearer.ts';
import type { Credential, CredentialKind, Signer, SignerPorts, TokenState } from './auth/credential.ts';
import type { SecurityRequirements, SecurityScheme, SecuritySchemes } from './auth/scheme.ts';
import type { Secret } from './auth/secret.ts';
import { AuthError, InvalidRequestError, OptionsError } from './errors.ts';
import type { Operation } from './operation.ts';

/** What of a client its credentials need. */
export type SecurityPorts = Omit<SignerPorts, 'name' | 'scheme'>;

/** What the spec says of security, as a whole. */
export interface Described {
  readonly securitySchemes?: SecuritySchemes;
  readonly security?: SecurityRequirements;
}

export class Security {
  readonly #signers: ReadonlyMap<string, Signer>;
  /** One credential for everything, whatever scheme an operation names. */
  readonly #single: Signer | undefined;
  /** As in events: its scheme, or its kind where it stands for none. */
  readonly #singleName: string;
  readonly #common: SecurityRequirements | undefined;
  readonly #chosen = new WeakMap<Operation, Signer | 'none'>();

  /** @throws {OptionsError} A credential stands for no scheme of the spec, or is of a kind that it cannot use. */
  constructor(auth: Credential | AuthByScheme, described: Described, ports: SecurityPorts) {
    const { securitySchemes = {}, security } = described;
    this.#common = security;
    const single = isCredential(auth) ? openSingle(auth, described, ports) : undefined;
    this.#single = single?.signer;
    this.#singleName = single?.name ?? '';
    this.#signers = isCredential(auth) ? new Map() : openAll(auth, securitySchemes, ports);
  }

  /**
   * `undefined` where the operation is sent without.
   *
   * @throws {AuthError} Nothing that was configured opens it.
   */
  signerOf(operation: Operation): Signer | undefined {
    const known = this.#chosen.get(operation);
    if (known) return known === 'none' ? undefined : known;
    const signer = this.#choose(operation);
    this.#chosen.set(operation, signer ?? 'none');
    return signer;
  }

  /** Whose calls of the operation are; see `Signer.principal`. Rejected where nothing opens it. */
  principalOf(operation: Operation): string | Promise<string> {
    try {
      return this.signerOf(operation)?.principal() ?? '';
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Query parameters that are credentials. */
  keysInQuery(): ReadonlySet<string> {
    return new Set(this.#all().flatMap(({ keyInQuery }) => keyInQuery ?? []));
  }

  /** How it stands with tokens, by the name of their scheme; credentials without an end are not among them. */
  states(): Readonly<Record<string, TokenState>> {
    return Object.fromEntries(
      [...this.#named()].flatMap(([name, signer]) => {
        const state = signer.state?.();
        return state ? [[name, state]] : [];
      }),
    );
  }

  /**
   * Gets a newer token now.
   *
   * @throws {InvalidRequestError} There is no token of that name.
   * @throws {AuthError} It could not be got.
   */
  async refresh(name: string): Promise<void> {
    const signer = this.#named().get(name);
    if (signer?.refresh) return signer.refresh();
    const known = quoted(Object.keys(this.states()));
    throw new InvalidRequestError(
      `There is no token for ${JSON.stringify(name)} to be got. There are: ${known}.`,
    );
  }

  close(): void {
    for (const signer of this.#all()) signer.close?.();
  }

  #all(): Signer[] {
    return [...this.#named().values()];
  }

  #named(): ReadonlyMap<string, Signer> {
    return this.#single ? new Map([[this.#singleName, this.#single]]) : this.#signers;
  }

  #choose(operation: Operation): Signer | undefined {
    const alternatives = operation.security ?? this.#common;
    if (!alternatives) return this.#single ?? this.#signers.values().next().value;
    const asking = alternatives.map((each) => Object.keys(each)).filter((names) => names.length > 0);
    if (asking.length === 0) return undefined;
    if (this.#single) return this.#single;
    const met = asking.find((names) => names.every((name) => this.#signers.has(name)));
    if (met) return allOf(met.flatMap((name) => this.#signers.get(name) ?? []));
    // It may be called without, so it is.
    if (asking.length < alternatives.length) return undefined;
    throw new AuthError(`It needs ${inWords(asking)}; \`auth\` has ${quoted([...this.#signers.keys()])}.`);
  }
}

/** Of several schemes that a credential fits, it is for the one that the API asks for on its own. */
function openSingle(
  credential: Credential,
  described: Described,
  ports: SecurityPorts,
): { readonly name: string; readonly signer: Signer } {
  const { securitySchemes = {}, security = [] } = described;
  const fitting = Object.entries(securitySchemes).filter(([, scheme]) => fits(credential.kind, scheme));
  const usual = new Set(
    security.flatMap((each) => (Object.keys(each).length === 1 ? Object.keys(each) : [])),
  );
  const narrowed = fitting.length > 1 ? fitting.filter(([name]) => usual.has(name)) : fitting;
  const [only] = narrowed.length === 1 && credential.kind !== 'custom' ? narrowed : [];
  const name = only?.[0] ?? credential.kind;
  return { name, signer: credential.open({ ...ports, name, scheme: only?.[1] }) };
}

function openAll(auth: AuthByScheme, schemes: SecuritySchemes, ports: SecurityPorts): Map<string, Signer> {
  const signers = new Map<string, Signer>();
  for (const [name, given] of Object.entries(auth)) {
    if (given === undefined) continue;
    const scheme = Object.hasOwn(schemes, name) ? schemes[name] : undefined;
    if (!scheme) {
      throw new OptionsError(
        `auth.${name}`,
        `named as a security scheme of the API (${quoted(Object.keys(schemes))})`,
        'an unknown name',
      );
    }
    const credential = credentialFor(name, scheme, given);
    signers.set(name, credential.open({ ...ports, name, scheme }));
  }
  return signers;
}

/** A credential as it is; of a secret, what the scheme makes of it. */
function credentialFor(name: string, scheme: SecurityScheme, given: unknown): Credential {
  const refuse = (expectation: string): never => {
    throw new OptionsError(
      `auth.${name}`,
      expectation,
      typeof given === 'object' ? 'another object' : `a ${typeof given}`,
    );
  };
  if (isCredential(given))
    return fits(given.kind, scheme)
      ? given
      : refuse(`a credential for ${schemeInWords(scheme)}, or a \`custom\` one`);
  if (scheme.type === 'mutualTLS')
    return given === true ? certificate : refuse('`true`, with a transport that has the certificate');
  if (scheme.type === 'http' && scheme.scheme === 'basic')
    return isLogin(given) ? basic(given.username, given.password) : refuse('`{ username, password }`');
  if (!isSecret(given)) return refuse('a string, a function that returns one, or a credential');
  if (scheme.type === 'apiKey') return apiKey(given);
  if (scheme.type !== 'http' || scheme.scheme === 'bearer') return bearer(given);
  return { kind: 'custom', open: authorization(scheme.scheme, given, name) };
}

/** The transport has shown the certificate by the time there is a request to sign. */
const certificate: Credential<'custom'> = {
  kind: 'custom',
  open: () => ({ principal: () => '', sign: (request) => request }),
};

function fits(kind: CredentialKind, scheme: SecurityScheme): boolean {
  if (kind === 'custom') return true;
  if (scheme.type === 'apiKey') return kind === 'apiKey';
  if (scheme.type === 'http') {
    if (scheme.scheme === 'basic') return kind === 'basic';
    return scheme.scheme === 'bearer' && (kind === 'bearer' || kind === 'oauth2');
  }
  return scheme.type !== 'mutualTLS' && (kind === 'oauth2' || kind === 'bearer');
}

function isCredential(value: unknown): value is Credential {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    typeof value.kind === 'string' &&
    'open' in value &&
    typeof value.open === 'function'
  );
}

function isSecret(value: unknown): value is Secret {
  return typeof value === 'string' || typeof value === 'function';
}

function isLogin(value: unknown): value is BasicLogin {
  return (
    typeof value === 'object' &&
    value !== null &&
    'username' in value &&
    typeof value.username === 'string' &&
    'password' in value &&
    typeof value.password === 'string'
  );
}

function schemeInWords(scheme: SecurityScheme): string {
  return scheme.type === 'http' ? `HTTP ${scheme.scheme}` : scheme.type;
}

function inWords(alternatives: readonly (readonly string[])[]): string {
  return alternatives.map((names) => names.map((name) => `\`${name}\``).join(' and ')).join(', or ');
}

function quoted(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ');
}
