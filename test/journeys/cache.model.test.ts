/** Reads, writes, failures and time in any order, by two users: nobody ever sees what is not theirs, or what a write replaced. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bearer } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { aPortfolio, getPortfolio, renamePortfolio } from '../support/sdk.ts';
import { elapse, useFakeTime } from '../support/time.ts';
import { aReply, fakeWire } from '../support/wire.ts';

useFakeTime();

const users = ['alice', 'bob'] as const;
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('read' as const), user: fc.constantFrom(...users) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('write' as const), user: fc.constantFrom(...users) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('invalidate' as const), user: fc.constantFrom(...users) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('break' as const), user: fc.constantFrom(...users) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), user: fc.constantFrom(...users) }) },
);

test('no read is another user’s, and none is older than the last write that had ended when it began', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const wire = fakeWire();
      let version = 0;
      let isBroken = false;
      let user: string = 'alice';
      wire.always(({ method, headers }) => {
        if (isBroken && method === 'GET') return aReply(503);
        if (method !== 'GET') version += 1;
        return aReply(200, aPortfolio('p1', `${headers.get('authorization')} ${version}`));
      });
      const cache = { staleIfError: 600, staleWhileRevalidate: 60, eagerRefresh: 0.5 };
      const api = aClient({ wire, cache, retry: false, circuit: false, auth: bearer(() => user) });
      for (const each of steps) {
        user = each.user;
        if (each.do === 'wait') await elapse(100_000);
        if (each.do === 'break') isBroken = !isBroken;
        if (each.do === 'invalidate') await api.cache.invalidate('portfolio');
        if (each.do === 'write') await renamePortfolio(api, { portfolioId: 'p1', body: { name: 'x' } });
        if (each.do !== 'read') continue;
        const portfolio = await getPortfolio(api, { portfolioId: 'p1' }).catch(() => undefined);
        if (portfolio) expect(portfolio.name).toBe(`Bearer ${each.user} ${version}`);
        else expect(isBroken).toBe(true);
      }
      await api.close();
    }),
    { numRuns: 40 },
  );
});
