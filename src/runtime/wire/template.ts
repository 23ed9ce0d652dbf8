/**
 * A path template, taken apart once: what stands between its parameters, and which of them stand alone in
 * their segment.
 */

/** A parameter and the text after it. */
export interface Slot {
  readonly name: string;
  readonly after: string;
  /** Whether it is all of its segment, so that the value alone decides whether the path climbs. */
  readonly isAlone: boolean;
}

export interface Template {
  readonly start: string;
  readonly slots: readonly Slot[];
  /** Whether there is a `?` in it. */
  readonly hasQuery: boolean;
}

/** OpenAPI 3.1.1 §4.8.8.2: any text without braces in braces. A fragment is never sent, so it is no part of it. */
export function templateOf(path: string): Template {
  const [written = ''] = path.split('#', 1);
  const [start = '', ...rest] = written.split(/\{([^{}]*)\}/);
  const slots: Slot[] = [];
  for (let index = 0; index < rest.length; index += 2) {
    const [name = '', after = ''] = rest.slice(index, index + 2);
    const before = index === 0 ? start : (rest[index - 1] ?? '');
    slots.push({
      name,
      after,
      isAlone: before.endsWith('/') && /^(?:$|[/?])/.test(after) && !endsIn(rest, index),
    });
  }
  return { start, slots, hasQuery: written.includes('?') };
}

/** Whether another parameter follows at once. */
function endsIn(rest: readonly string[], index: number): boolean {
  return rest[index + 1] === '' && index + 2 < rest.length;
}

/** RFC 3986 §5.2.4: a segment of dots is removed, and one more with it; percent-encoded dots are dots. */
export function isDots(segment: string): boolean {
  return segment.length <= 6 && /^(?:\.|%2e){1,2}$/i.test(segment);
}

/** Whether a path, its query aside, has such a segment. */
export function climbs(path: string): boolean {
  return (path.split('?', 1)[0] ?? '').split('/').some(isDots);
}
