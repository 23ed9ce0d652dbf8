/** A store in which each test has keys of its own, so that runs side by side do not meet. */

import type { Remote } from '../../src/runtime/store/remote.ts';

export function prefixed(remote: Remote, prefix: string): Remote {
  const spelled = (key: string): string => `${prefix}:${key}`;
  return {
    get: (key) => remote.get(spelled(key)),
    set: (key, value, ttlMs) => remote.set(spelled(key), value, ttlMs),
    establish: (key, value, ttlMs) => remote.establish(spelled(key), value, ttlMs),
    ping: () => remote.ping(),
    redis: remote.redis,
  };
}
