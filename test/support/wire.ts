/** The fake wire of `breakwater/testing`, which learns on the way what must stay secret. */

import { type FakeWire, fakeWire as plainWire } from '../../src/testing/fake-wire.ts';
import { learnFrom } from './leaks.ts';

export {
  type Arrival,
  aReply,
  type FakeWire,
  networkError,
  type ReplyBody,
  type Rule,
} from '../../src/testing/fake-wire.ts';

export function fakeWire(): FakeWire {
  const wire = plainWire();
  const learning = (request: Request): Promise<Response> => {
    learnFrom(request);
    return wire(request);
  };
  return Object.assign(learning, wire);
}
