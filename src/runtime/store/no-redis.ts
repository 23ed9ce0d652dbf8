/** What `#redis` is in a bundle for a browser or a worker: no sockets, and so no Redis. */

import { StoreUnavailableError } from './redis.ts';

export default class NoRedis {
  constructor() {
    throw new StoreUnavailableError(
      '`cache.store` is a Redis URL, and there are no sockets here: give a Keyv with an adapter that uses HTTP',
    );
  }
}
