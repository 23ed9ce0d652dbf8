import { expect, test } from 'vitest';
import { reservedClientMembers } from '../../generator/src/reserved.ts';
import { createClient } from '../../src/runtime/index.ts';

test('no tag can hide a member of a client', async () => {
  const client = createClient({ name: 'any', baseUrl: 'https://example.com', resources: [], ttl: {} });
  expect(Object.keys(client).filter((member) => !reservedClientMembers.includes(member))).toEqual([]);
  await client.close();
});
