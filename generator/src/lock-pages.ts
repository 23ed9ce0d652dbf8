/**
 * Whether what a lock knows of the web is still so. It is asked for as the spec is: the same headers, the same
 * limits, and nobody that a spec may not lead to.
 */

import { beside } from './files.ts';
import type { IntakeOptions } from './intake.ts';
import { isRemote, locationOf, shown } from './location.ts';
import { digestOf } from './lock.ts';
import type { Pages } from './pages.ts';
import { ProblemError } from './problem.ts';
import { Reach } from './reach.ts';

export interface KnownPages {
  /** SHA-256 by URL, as `shown`. */
  readonly digests: ReadonlyMap<string, string>;
  /** Pages that could not be had. */
  readonly missing: readonly string[];
}

export async function arePagesKnown(
  spec: string,
  known: KnownPages,
  pages: Pages,
  options: IntakeOptions,
): Promise<boolean> {
  try {
    return await comparison(spec, known, pages, options);
  } catch (error) {
    // Whoever reads the spec will say what is the matter.
    if (error instanceof ProblemError) return false;
    throw error;
  }
}

async function comparison(
  spec: string,
  { digests, missing }: KnownPages,
  pages: Pages,
  options: IntakeOptions,
): Promise<boolean> {
  const left = new Map(digests);
  const isKnown = (location: string, text: string) => {
    const digest = left.get(shown(location));
    left.delete(shown(location));
    return digest === digestOf(text);
  };
  const reach = new Reach(locationOf(spec), options);
  let home: URL | undefined;
  if (isRemote(spec)) {
    const { url, text } = await pages.get(new URL(spec), reach.journeyToSpec());
    if (!isKnown(url.href, text)) return false;
    reach.arrivedAt(url);
    home = url;
  }
  for (const overlay of (options.overlays ?? []).filter(isRemote)) {
    const { text } = await pages.get(new URL(overlay), beside(spec, overlay, options).journeyToSpec());
    if (!isKnown(overlay, text)) return false;
  }
  const others = [...left].map(async ([url, digest]) => {
    const { text } = await pages.get(asReferredTo(url, home), reach.journey());
    return digestOf(text) === digest;
  });
  const gone = missing.map((url) =>
    pages.get(asReferredTo(url, home), reach.journey()).then(
      () => false,
      () => true,
    ),
  );
  return (await Promise.all([...others, ...gone])).every(Boolean);
}

/** RFC 3986 §5.2.2: a relative reference keeps the user and the password of what it stands in. */
function asReferredTo(shownUrl: string, home: URL | undefined): URL {
  const url = new URL(shownUrl);
  if (url.origin === home?.origin) {
    url.username = home.username;
    url.password = home.password;
  }
  return url;
}
