import { afterAll, describe, expect, it } from 'vitest';
import { aStage, closeBrowser, opened, restarted, says } from './stage.ts';

afterAll(closeBrowser);

describe('the page', () => {
  it.each(['', '/admin/health'])(
    'loads mounted at "%s" under its policy, and asks nobody else',
    async (mountedAt) => {
      const stage = await aStage({ mountedAt });
      await opened(stage);
      await says(stage, '.origin h3', 'api.example.com');
      expect(stage.complaints).toEqual([]);
    },
  );

  it('works where its path has no slash at its end', async () => {
    const stage = await aStage();
    await stage.page.goto(stage.url.slice(0, -1));
    await says(stage, '#link', 'live');
  });

  it('is updated while it is open', async () => {
    const stage = await aStage();
    await opened(stage);
    await says(stage, '#resources-empty', 'Nothing has been called yet');
    await stage.call(3);
    await says(stage, '#resource-table th.name', 'portfolio');
    await says(stage, '#headline', 'All is well with api.example.com.');
    await says(stage, '.origin .counters', /3\s*success/);
    expect(stage.complaints).toEqual([]);
  });

  it('shows a circuit that opens, the word and the next probe, within two seconds', async () => {
    const stage = await aStage({ updateMs: 1_000 });
    await opened(stage);
    stage.isBroken = true;
    await stage.call(5);
    expect(stage.client.circuits.states()).toMatchObject({ 'https://api.example.com': { status: 'open' } });
    // The page's own limit is what is claimed; a machine under load has the test's time to show it.
    await says(stage, '.origin .state', /open.*next probe in \d+ s/);
    await says(stage, '#headline', 'api.example.com is failing. Its circuit is open.');
    await says(stage, '#side', 'It is them, not us.');
    await says(stage, '#transition-table tr', 'It opened: too many attempts failed.');
  });

  it('comes back by itself after the server was away, with what it missed', async () => {
    const stage = await aStage();
    await opened(stage);
    await restarted(stage, async () => {
      await says(stage, '#link', 'not connected');
      await stage.call(4);
    });
    await says(stage, '#link', 'live');
    await says(stage, '#resource-table th.name', 'portfolio');
  });

  it('shows the fleet where somebody tells of it, and this instance in it', async () => {
    const seenAt = Date.now();
    const stage = await aStage({
      instances: () => [
        { id: 'web-1', startedAt: seenAt, seenAt, isThis: false, note: null },
        { id: 'web-2', startedAt: seenAt, seenAt, isThis: true, note: null },
      ],
    });
    await opened(stage);
    await says(stage, '#instance-table tr[data-level=this]', 'web-2 (this one)');
  });

  it('has no such section elsewhere', async () => {
    const stage = await aStage();
    await opened(stage);
    expect(await stage.page.locator('#fleet').isVisible()).toBe(false);
  });

  it('holds no secret, and neither does its JSON', async () => {
    const stage = await aStage();
    await opened(stage);
    await stage.call(2);
    await says(stage, '#token-table', 'renewed');
    const everything = (await stage.page.content()) + JSON.stringify(stage.status.snapshot());
    expect(everything).not.toMatch(/the-token-itself|the-secret-itself/);
  });
});

describe('by keyboard', () => {
  it('what else is known of a resource opens and closes', async () => {
    const stage = await aStage();
    await opened(stage);
    await stage.call();
    const toggle = stage.page.getByRole('button', { name: 'More of portfolio' });
    await toggle.focus();
    await stage.page.keyboard.press('Enter');
    await says(stage, '.more', 'Answered in the last two minutes');
    expect(await toggle.getAttribute('aria-expanded')).toBe('true');
    await stage.page.keyboard.press('Enter');
    expect(await stage.page.locator('.more').isVisible()).toBe(false);
  });

  it('the first thing is a way past the bar', async () => {
    const stage = await aStage();
    await opened(stage);
    await stage.page.keyboard.press('Tab');
    await stage.page.keyboard.press('Enter');
    expect(await stage.page.evaluate(() => document.activeElement?.id)).toBe('main');
  });
});
