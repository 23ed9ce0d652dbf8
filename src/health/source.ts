/** What a health page needs of a client. Every client of the runtime has it. */

import type { Client } from '../runtime/client.ts';
import type { Holdings } from '../runtime/store/tiers.ts';

export interface Source
  extends Pick<
    Client,
    'name' | 'baseUrl' | 'on' | 'tell' | 'announce' | 'circuits' | 'bulkheads' | 'signing' | 'origins'
  > {
  readonly cache: {
    // A method, so that a client whose resources have names fits: what is asked of it is one of those it told.
    invalidate(resource: string): Promise<void>;
    stats(): Pick<Holdings, 'entries' | 'sizeBytes' | 'isShared' | 'storeState' | 'unconfirmed'>;
  };
}
