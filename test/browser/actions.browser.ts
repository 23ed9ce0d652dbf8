import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { aStage, closeBrowser, opened, type Stage, says } from './stage.ts';

afterAll(closeBrowser);

const origin = 'https://api.example.com';

async function press(stage: Stage, button: string, answer: 'Yes, do it' | 'No'): Promise<void> {
  await stage.page.getByRole('button', { name: button }).first().click();
  await stage.page.getByRole('button', { name: answer }).click();
}

const stateOf = ({ client }: Stage): string | undefined => client.circuits.states()[origin]?.status;

describe('actions', () => {
  it('are not there while they are switched off', async () => {
    const stage = await aStage();
    await opened(stage);
    expect(await stage.page.getByRole('button', { name: `Isolate ${origin}` }).isVisible()).toBe(false);
  });

  it('are confirmed, done, told, and listed among the changes', async () => {
    const stage = await aStage({ actions: true });
    await opened(stage);
    await press(stage, `Isolate ${origin}`, 'Yes, do it');
    await says(stage, '#outcome', 'is isolated. Nothing is sent until somebody closes its circuit.');
    expect(stateOf(stage)).toBe('isolated');
    await says(stage, '.origin .state', 'isolated');
    await says(stage, '#transition-table', 'Somebody isolated it.');
    await press(stage, `Close ${origin}`, 'Yes, do it');
    await says(stage, '.origin .state', 'closed');
    expect(stateOf(stage)).toBe('closed');
  });

  it('are not done when the answer is no, or Escape', async () => {
    const stage = await aStage({ actions: true });
    await opened(stage);
    await press(stage, `Isolate ${origin}`, 'No');
    await stage.page.getByRole('button', { name: `Isolate ${origin}` }).click();
    await stage.page.keyboard.press('Escape');
    // Whatever had been sent would have been answered before this one is.
    await press(stage, `Reset ${origin}`, 'Yes, do it');
    await says(stage, '#outcome', 'as if new');
    await says(stage, '#transition-table', 'Somebody reset it.');
    expect(stateOf(stage)).toBe('closed');
  });

  it('outdate a resource and renew a token', async () => {
    const stage = await aStage({ actions: true });
    await opened(stage);
    await stage.call();
    await stage.page.getByRole('button', { name: 'More of portfolio' }).click();
    await press(stage, 'Invalidate portfolio', 'Yes, do it');
    await says(stage, '#outcome', 'Everything of portfolio that was read until now is outdated.');
    await press(stage, 'Renew oauth2', 'Yes, do it');
    await says(stage, '#outcome', 'The token of oauth2 is renewed.');
  });

  it('without permission are refused, and the page says so', async () => {
    const stage = await aStage({ actions: true, authorize: (_, intent) => intent.kind === 'read' });
    await opened(stage);
    await press(stage, `Isolate ${origin}`, 'Yes, do it');
    await says(stage, '#outcome', 'Refused: You may not have this.');
    expect(stateOf(stage)).toBe('closed');
  });

  it('of a page of another origin are refused, though it sends all that it can', async () => {
    const stage = await aStage({ actions: true });
    const stranger = createServer((_, outgoing) => {
      outgoing.setHeader('content-type', 'text/html').end('<title>elsewhere</title>');
    }).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    onTestFinished(() => void stranger.close());
    await stage.page.goto(`http://127.0.0.1:${portOf(stranger)}/`);
    const body = JSON.stringify({ action: 'isolate', client: 'portfolio-api', target: origin });
    const sent = stage.page.waitForRequest(`${stage.url}actions`);
    const outcome = await stage.page.evaluate(
      ([url = '', text = '']) =>
        fetch(url, { method: 'POST', mode: 'no-cors', body: text }).then(
          () => 'answered',
          () => 'blocked',
        ),
      [`${stage.url}actions`, body],
    );
    expect([(await sent).method(), outcome]).toEqual(['POST', 'blocked']);
    expect(stateOf(stage)).toBe('closed');
  });
});

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the system named no port');
  return address.port;
}
