/**
 * OpenAPI Overlay 1.0 and 1.1: actions that change a spec before anybody reads it. Targets are JSONPath
 * (RFC 9535); what an action adds is merged into objects, and appended to lists.
 */

import { JSONPathEnvironment, type JSONValue } from 'json-p3';
import type { Source } from '../load.ts';
import { isNode, listOf, type Node, own, textOf } from '../node.ts';
import { at } from '../pointer.ts';
import { type Findings, ProblemError } from '../problem.ts';
import { isOverlay } from './known.ts';

/** Specs are deeper than the library's 50. */
const paths = new JSONPathEnvironment({ maxRecursionDepth: 1_000 });

type Location = readonly (string | number)[];

/** The spec as the overlays leave it, one after the other. */
export function overlaid(source: Source, overlays: readonly Source[], findings: Findings): Source {
  if (overlays.length === 0) return source;
  const root = { document: plain(source.value) };
  for (const overlay of overlays) apply(overlay, root, findings);
  return { ...source, value: root.document };
}

interface Root {
  document: unknown;
}

function apply(overlay: Source, root: Root, findings: Findings): void {
  const { value } = overlay;
  if (!isOverlay(value)) {
    const what = 'This is no overlay: it does not begin with `overlay: 1.0.0`.';
    throw refusal(overlay, '#', what, 'Give an OpenAPI Overlay document, version 1.');
  }
  listOf(value['actions']).forEach((action, index) => {
    act(action, { overlay, root, findings, pointer: at('#/actions', index) });
  });
}

interface Stage {
  readonly overlay: Source;
  readonly root: Root;
  readonly findings: Findings;
  /** Of the action. */
  readonly pointer: string;
}

function act(action: unknown, stage: Stage): void {
  const { overlay, root, pointer } = stage;
  const target = textOf(own(action, 'target'));
  if (!isNode(action) || target === undefined) {
    throw refusal(overlay, pointer, 'An action has no target.', 'Give it a JSONPath as `target`.');
  }
  const places = placesOf(target, at(pointer, 'target'), stage);
  if (places.length === 0) report(stage, `Nothing in the spec is at ${target}.`);
  else if (action['remove'] === true) {
    // From the end, so that what is left of a list keeps its numbers until its turn comes.
    for (const place of places.toReversed()) removeAt(root, place);
  } else {
    const update = updateOf(action, stage);
    if (update === undefined) report(stage, 'The action neither updates nor removes anything.');
    else for (const place of places) changeAt(root, place, plain(update));
  }
}

/** What an action adds; in Overlay 1.1 it may be a copy of what the spec has elsewhere. */
function updateOf(action: Node, stage: Stage): unknown {
  const source = textOf(action['copy']);
  if (source === undefined) return action['update'];
  const [copied] = placesOf(source, at(stage.pointer, 'copy'), stage);
  return copied && valueAt(stage.root, copied);
}

function placesOf(target: string, pointer: string, { overlay, root }: Stage): readonly Location[] {
  try {
    return paths.query(target, trusted(root.document)).locations();
  } catch (cause) {
    const what = `${target} is no JSONPath: ${cause instanceof Error ? cause.message : cause}.`;
    throw refusal(overlay, pointer, what, 'Write it as in RFC 9535.', cause);
  }
}

function valueAt(root: Root, place: Location): unknown {
  return place.reduce<unknown>((value, step) => own(value, String(step)), root.document);
}

function removeAt(root: Root, place: Location): void {
  const parent = valueAt(root, place.slice(0, -1));
  const step = place.at(-1);
  if (step === undefined) root.document = {};
  else if (Array.isArray(parent)) parent.splice(Number(step), 1);
  else if (isNode(parent)) Reflect.deleteProperty(parent, step);
}

function changeAt(root: Root, place: Location, update: unknown): void {
  const changed = merged(valueAt(root, place), update);
  const parent = valueAt(root, place.slice(0, -1));
  const step = place.at(-1);
  if (step === undefined) root.document = changed;
  else if (typeof parent === 'object' && parent !== null) put(parent, String(step), changed);
}

/** Overlay 1.0 §4.4.3: objects are merged, lists appended to, anything else replaced. */
function merged(target: unknown, update: unknown): unknown {
  if (Array.isArray(target)) return [...target, ...(Array.isArray(update) ? update : [update])];
  if (!isNode(target) || !isNode(update)) return update;
  const copy: Node = { ...target };
  for (const [key, value] of Object.entries(update)) {
    const known = own(copy, key);
    const isOfOneKind = Array.isArray(value) === Array.isArray(known);
    put(copy, key, merged(isOfOneKind ? known : undefined, value));
  }
  return copy;
}

/** As a key like any other, `__proto__` included. */
function put(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}

/** JSON and nothing else, of which no part stands in two places. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

/** The one place where a document becomes the library's: it has been JSON or YAML until now. */
function trusted(document: unknown): JSONValue {
  return document as JSONValue;
}

function report({ overlay, findings, pointer }: Stage, what: string): void {
  findings.skipped(pointer, what, 'Correct the overlay, or remove the action.', { file: overlay.file });
}

function refusal(
  overlay: Source,
  pointer: string,
  what: string,
  mend: string,
  cause?: unknown,
): ProblemError {
  const position = overlay.locate([pointer]).get(pointer);
  return new ProblemError({ file: overlay.file, ...position, pointer, what, mend }, { cause });
}
