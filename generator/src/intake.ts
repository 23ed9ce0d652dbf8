/**
 * A spec taken in: read with everything it refers to, upgraded where it is old, and made into one document
 * whose references all lead somewhere.
 */

import { type Files, loadAll, loadBeside } from './files.ts';
import type { Source } from './load.ts';
import { fileNameOf } from './location.ts';
import type { Api } from './model.ts';
import { settleNames } from './names.ts';
import { type Node, own, scalarText } from './node.ts';
import { type Finding, Findings, type Problem, ProblemError } from './problem.ts';
import type { ReachOptions } from './reach.ts';
import { canonical } from './references.ts';
import { strangerIn } from './strangers.ts';

export interface IntakeOptions extends ReachOptions {
  /** Paths or URLs of OpenAPI Overlays that change the spec before it is read, in this order. */
  readonly overlays?: readonly string[];
}

export interface Intake {
  /** See references.ts. */
  readonly document: Node;
  /** What was found so far; whoever reads on adds to it. */
  readonly findings: Findings;
  readonly files: Files;
  /** All findings so far, with their places. */
  problems(): Problem[];
  /** Text of an overlay, for a file of this name, that mends what was found so far. */
  overlay(file: string, api: Api): Promise<string>;
}

/** @throws {ProblemError} nothing can be made of the spec */
export async function takeIn(
  spec: string,
  { keepsExamples, ...options }: IntakeOptions & { readonly keepsExamples?: boolean | undefined } = {},
): Promise<Intake> {
  const findings = new Findings();
  const overlays = await Promise.all((options.overlays ?? []).map((name) => loadBeside(spec, name, options)));
  // What few specs need is imported for those.
  const { overlaid } = overlays.length > 0 ? await import('./overlay/apply.ts') : {};
  const written = await loadAll(spec, options, (source) => {
    return overlaid ? overlaid(source, overlays, findings) : source;
  });
  for (const [location, source] of written.sources) {
    for (const { position, what, mend } of source.doubts) findings.forgiven(position, what, mend, location);
  }
  refuseOthers(written);
  reportEmptiness(written, findings);
  const files = isOld(written) ? (await import('./upgrade.ts')).upgraded(written, findings) : written;
  const document = canonical(files, findings, keepsExamples);
  const places = { ...files, sources: new Map([...files.sources, ...byName(overlays)]) };
  return {
    document,
    findings,
    files,
    problems: () => located(findings.all, places),
    overlay: async (file, api) => {
      const { overlayText } = await import('./overlay/write.ts');
      return overlayText(file, {
        name: fileNameOf(spec),
        document: written.sources.get(written.entry)?.value,
        findings: findings.all,
        names: settleNames(api),
      });
    },
  };
}

function byName(sources: readonly Source[]): [string, Source][] {
  return sources.map((source) => [source.file, source]);
}

function isOld({ entry, sources }: Files): boolean {
  return own(sources.get(entry)?.value, 'openapi') === undefined;
}

/** @throws {ProblemError} this is no OpenAPI */
function refuseOthers({ entry, sources }: Files): void {
  const source = sources.get(entry);
  const refusal = refusalOf(source?.value);
  if (refusal)
    throw new ProblemError({ file: source?.file ?? entry, line: 1, column: 1, pointer: '#', ...refusal });
}

function refusalOf(document: unknown): Pick<Problem, 'what' | 'mend'> | undefined {
  const stranger = strangerIn(document);
  if (stranger) return stranger;
  const [openapi, swagger] = [own(document, 'openapi'), own(document, 'swagger')];
  const version = scalarText(openapi === undefined ? swagger : openapi);
  const isKnown = openapi === undefined ? /^2(\.0)?$/.test(version) : /^3(\.[012](\.|$)|$)/.test(version);
  if (isKnown) return undefined;
  const what = version === '' ? 'Its version is no text.' : `OpenAPI ${version} is not supported.`;
  return { what, mend: 'Use OpenAPI 2.0, 3.0, 3.1 or 3.2.' };
}

/** OpenAPI 3.1.1 §4.8.1: one of these there must be. */
function reportEmptiness({ entry, sources }: Files, findings: Findings): void {
  const document = sources.get(entry)?.value;
  const isThere = (name: string) => (own(document, name) ?? null) !== null;
  if (['paths', 'webhooks', 'components', 'definitions'].some(isThere)) return;
  const what = 'It has neither `paths` nor `webhooks` nor `components`: there is nothing to call.';
  findings.skipped('#', what, 'Add `paths`, or give another description.');
}

/** Problems with their lines: each file is asked once for all places in it. */
function located(findings: readonly Finding[], { entry, sources }: Files): Problem[] {
  const byFile = Map.groupBy(findings, (finding) => finding.file ?? entry);
  const positions = new Map(
    [...byFile].map(([file, group]) => [
      file,
      sources.get(file)?.locate(group.map((finding) => finding.pointer)),
    ]),
  );
  return findings.map(({ severity, pointer, what, mend, position, file = entry }) => {
    const source = sources.get(file);
    const place = position ?? positions.get(file)?.get(pointer);
    return {
      severity,
      file: source?.file ?? file,
      ...place,
      pointer: source?.original?.(pointer) ?? pointer,
      what,
      mend,
    };
  });
}
