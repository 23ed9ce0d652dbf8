/**
 * What it takes to convert. Generated code hands it to the runtime with the operations that need it, so that
 * a bundle without dates and long integers does not carry it.
 */

import { writeJson } from './json.ts';
import { revived } from './revive.ts';

export interface Conversion {
  /** See revive.ts. */
  readonly revived: typeof revived;
  /** See json.ts. */
  readonly writeJson: typeof writeJson;
}

export const scalars: Conversion = { revived, writeJson };
