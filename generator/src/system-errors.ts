/** What the system says when it will not, in words: whoever runs a command need not know what EROFS is. */

type Reasons = Readonly<Record<string, string>>;

const reasons: Reasons = {
  EACCES: 'permission is denied',
  EPERM: 'the system does not permit it',
  EROFS: 'its file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  ENOTDIR: 'there is a file where a folder is needed',
  EISDIR: 'there is a folder in its place',
  EEXIST: 'there is a file in its place',
  ENOENT: 'the folder for it is not there',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  EBUSY: 'another program holds it',
  EMFILE: 'too many files are open',
};

/**
 * The reason, to follow a colon; as the system has it where there are no words for it.
 *
 * @param special Words for what a code means here and nowhere else.
 */
export function reasonOf(cause: unknown, special: Reasons = {}): string {
  const code = String(codeOf(cause));
  const words = [special, reasons].find((each) => Object.hasOwn(each, code))?.[code];
  return words ?? (cause instanceof Error ? cause.message : String(cause));
}

/** What to do about it: no other place helps where there is no room. */
export function mendOf(cause: unknown, otherwise: string): string {
  return /^(ENOSPC|EDQUOT)$/.test(String(codeOf(cause))) ? 'Make room, and run it again.' : otherwise;
}

export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** Of the system, and not of this program. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
