/** What a body of `application/merge-patch+json` may be, and what it does. */

/**
 * Changes to a resource, RFC 7396 §2: `null` removes a member, an object changes some of it, and anything else
 * takes its place. Members that the spec requires of the patch stay required, and cannot be removed.
 */
export type MergePatch<Resource> = Resource extends readonly unknown[] | Written
  ? Resource
  : Resource extends object
    ? { [Member in keyof Resource]: Change<Resource, Member> }
    : Resource;

type Change<Resource, Member extends keyof Resource> =
  | MergePatch<Resource[Member]>
  | (Record<never, never> extends Pick<Resource, Member> ? null : never);

/** An object that is one value on the wire, such as a `Date`. */
interface Written {
  toJSON(): unknown;
}

/** RFC 7396 §2: the target with the changes made. Neither is touched. */
export function mergePatched(target: unknown, changes: unknown): unknown {
  if (!isObject(changes)) return structuredClone(changes);
  const patched = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) patched.delete(name);
    else if (change !== undefined) patched.set(name, mergePatched(patched.get(name), change));
  }
  return structuredClone(Object.fromEntries(patched));
}

/** As JSON has it: a date is a value. */
function isObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !('toJSON' in value && typeof value.toJSON === 'function');
}
