import { afterAll, expect, it } from 'vitest';
import { aCall, aFailedCall, anAttempt, aToldClient } from '../health/scene.ts';
import { aStage, closeBrowser, opened, says } from './stage.ts';

afterAll(closeBrowser);

const hostile = [
  '<img src=x onerror="globalThis.pwned = true">',
  '</script><script>globalThis.pwned = true</script>',
  '"><svg onload=globalThis.pwned=true>',
  "javascript:globalThis.pwned=true//'",
  '{{constructor.constructor("globalThis.pwned = true")()}}',
  '\u202Eevil\u0000\n\u2028event: update\ndata: {}\n\n',
];

it('text of a spec or of a server never becomes markup, wherever it stands', async () => {
  const clients = hostile.map((text) => aToldClient({ name: text }));
  const stage = await aStage({
    actions: true,
    instance: hostile[0] ?? '',
    instances: () =>
      hostile.map((id) => ({ id, startedAt: null, seenAt: Date.now(), isThis: false, note: id })),
  });
  for (const client of clients) stage.status.add(client);
  await opened(stage);
  for (const [index, text] of hostile.entries()) {
    clients[index]?.tell(
      anAttempt({ operation: text, failure: text }),
      aCall({ operation: text, resource: text }),
      aFailedCall('TIMEOUT', { operation: text, resource: text }),
      { type: 'circuit', origin: text, resource: text, from: 'closed', to: 'open', reason: text },
      { type: 'token', scheme: text, outcome: 'failed' },
      { type: 'store', action: 'get', outcome: 'failed', reason: text },
      { type: 'invalidation', resource: text, cause: 'manual' },
      { type: 'action', action: 'isolate', target: text, by: text, outcome: 'done' },
    );
  }
  await says(stage, '#failure-table', '<img src=x');
  await says(stage, '#resource-table', '</script><script>');
  await says(stage, '#token-table', '"><svg onload');
  const found = await stage.page.evaluate(() => ({
    pwned: 'pwned' in globalThis,
    images: document.images.length,
    scripts: document.scripts.length,
    handlers: document.querySelectorAll('[onload], [onerror]').length,
    links: [...document.links].filter(({ href }) => !href.startsWith(location.origin)).length,
  }));
  expect(found).toEqual({ pwned: false, images: 0, scripts: 1, handlers: 0, links: 0 });
  expect(stage.complaints).toEqual([]);
});

it('the browser refuses to make markup of a string, should the page ever try', async () => {
  const stage = await aStage();
  await opened(stage);
  const refusal = await stage.page.evaluate(() => {
    try {
      document.body.innerHTML = '<p>made of a string</p>';
      return 'made';
    } catch (error) {
      return error instanceof TypeError ? 'refused' : String(error);
    }
  });
  expect(refusal).toBe('refused');
});
