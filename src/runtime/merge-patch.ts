/** What a body of `application/merge-patch+json` may be. */

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
