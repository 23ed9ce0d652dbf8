/** `npm run screenshots`: the pictures of the health page in docs/, taken by the Chromium of this machine. */

import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { HealthOptions } from '../../src/health/index.ts';
import { launchChromium } from '../support/chromium.ts';
import { startScene } from './scene.ts';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const folder = values.out ?? join(import.meta.dirname, '../../docs/images');
await mkdir(folder, { recursive: true });

const started = Date.now() - 4 * 3_600_000;
const options: HealthOptions = {
  actions: true,
  instances: () => [
    { id: 'web-1', startedAt: started, seenAt: Date.now() - 2_000, isThis: false, note: null },
    {
      id: 'web-2',
      startedAt: started + 90_000,
      seenAt: Date.now(),
      isThis: true,
      note: 'payments.example.net is open',
    },
    { id: 'web-3', startedAt: started + 4_000_000, seenAt: Date.now() - 3_000, isThis: false, note: null },
  ],
};

await using browser = await launchChromium();
for (const isTroubled of [true, false]) {
  await using scene = startScene({ isTroubled, options });
  const server = createServer(scene.health.node);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the system named no port');
  await scene.hasPast;
  const shots = isTroubled
    ? ([
        ['health-light', 'light', 1280, 840],
        ['health-dark', 'dark', 1280, 840],
        ['health-phone', 'light', 390, 844],
      ] as const)
    : ([['health-well', 'light', 1280, 640]] as const);
  for (const [name, colorScheme, width, height] of shots) {
    const page = await browser.newPage({ colorScheme, viewport: { width, height } });
    await page.goto(`http://127.0.0.1:${address.port}/`);
    await page.locator('.origin').first().waitFor();
    await page.screenshot({ path: join(folder, `${name}.png`) });
    if (values.out) await page.screenshot({ path: join(folder, `${name}-full.png`), fullPage: true });
    await page.close();
  }
  scene.health.close();
  server.close();
  server.closeAllConnections();
}
