/**
 * Who is answered. With `authorize` whoever it lets; without, nobody but this machine. After Envoy's admin:
 * nothing that changes anything is done by a GET, or for another site's page.
 */

import type { HealthOptions, Intent } from './options.ts';

/** What comes of asking: leave, and perhaps whose it is, or an answer that says why not. */
export type Access = { readonly by: string | undefined } | { readonly refusal: Response };

export async function accessFor(
  request: Request,
  intent: Intent,
  peer: string | undefined,
  { authorize, address }: HealthOptions,
): Promise<Access> {
  if (!authorize) {
    const isHere = isFromHere(request, peer ?? address?.(request));
    return isHere ? { by: undefined } : { refusal: refused(onlyHere) };
  }
  const verdict = await authorize(request, intent);
  if (verdict === true) return { by: undefined };
  if (verdict === false) return { refusal: refused('You may not have this.') };
  return 'name' in verdict ? { by: verdict.name } : { refusal: verdict };
}

const onlyHere =
  'Only the machine it runs on is answered, directly and by a loopback name. To open it to others, give `authorize`.';

/**
 * The peer's address, of which the host tells, must be a loopback address. So must be the name that was asked
 * for: a page of another site can have its own name resolve to 127.0.0.1 (DNS rebinding). A proxy on this
 * machine is a peer at a loopback address too, whoever stands behind it; one that says so is refused.
 */
function isFromHere({ url, headers }: Request, address: string | undefined): boolean {
  if (address === undefined || !isLoopbackAddress(address)) return false;
  if (forwarding.some((name) => headers.has(name))) return false;
  const host = headers.get('host');
  return isLoopbackName(new URL(url).hostname) && (host === null || isLoopbackName(hostnameOf(host)));
}

/** Their values are anybody's; that they are there is enough to refuse. */
const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

export function isLoopbackAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/^::ffff:/i, '');
  return plain === '::1' || /^127(?:\.\d{1,3}){3}$/.test(plain);
}

/** RFC 6761 §6.3: `localhost` and what ends in it is this machine. */
function isLoopbackName(hostname: string): boolean {
  return isLoopbackAddress(hostname) || /^(?:.+\.)?localhost\.?$/i.test(hostname);
}

function hostnameOf(host: string): string {
  return URL.parse(`http://${host}`)?.hostname ?? '';
}

/**
 * Whether a page of this very origin sends it. Browsers say so, by `Sec-Fetch-Site` or by `Origin`, and no page
 * can have them say otherwise; what sends neither must say it by itself.
 */
export function isSameOrigin({ url, headers }: Request): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = headers.get('origin');
  if (origin === null) return site === 'same-origin';
  const host = headers.get('host') ?? new URL(url).host;
  return URL.parse(origin)?.host === host;
}

export function refused(why: string): Response {
  return new Response(`${why}\n`, { status: 403, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
