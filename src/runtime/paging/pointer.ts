/**
 * JSON Pointers (RFC 6901) into replies and arguments. Only own members count: a pointer never leads
 * into what every object has.
 */

export function valueAt(document: unknown, pointer: string): unknown {
  return stepsOf(pointer).reduce(member, document);
}

/** A copy of the arguments with another value there; everything beside the way to it is shared. */
export function withValueAt(args: object, pointer: string, value: unknown): object {
  const [step = '', ...rest] = stepsOf(pointer);
  return { ...args, [step]: placed(member(args, step), rest, value) };
}

function placed(within: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const members = typeof within === 'object' && within !== null ? within : {};
  return { ...members, [step]: placed(member(members, step), rest, value) };
}

function member(value: unknown, step: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return Object.getOwnPropertyDescriptor(value, step)?.value;
}

function stepsOf(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
