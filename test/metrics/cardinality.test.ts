import { expect, test } from 'vitest';
import { createMetrics } from '../../src/metrics/index.ts';
import { createClient } from '../../src/runtime/index.ts';
import { sdk } from '../support/sdk.ts';

/** Trap 19: a label that holds what users type makes a series of each of them. */
test('100,000 distinct URLs leave the number of series unchanged', { timeout: 120_000 }, async () => {
  const metrics = createMetrics();
  const client = createClient(sdk, {
    transport: async () => new Response(null, { status: 204 }),
    resilience: 'off',
    cache: false,
  });
  metrics.watch(client);
  const read = (id: number) => client.get(`/portfolio/p${id}?token=${id}`);
  const lines = async () =>
    (await (await metrics.handle(new Request('http://localhost/'))).text()).split('\n');

  await read(0);
  const before = (await lines()).length;
  for (let id = 1; id <= 100_000; id += 500)
    await Promise.all(Array.from({ length: 500 }, (_, index) => read(id + index)));
  const after = await lines();
  expect(after).toHaveLength(before);
  expect(after.find((line) => line.startsWith('sdk_requests_total{'))).toMatch(
    /outcome="ok",error_type=""\} 100001$/,
  );
  expect(after.filter((line) => line.includes('token='))).toEqual([]);
  await client.close();
});
