import { expect, it } from 'vitest';
import { byPassword, health } from '../../src/health/index.ts';
import { aToldClient } from './scene.ts';

const password = 'correct:horse✓';

/** What somebody gets who says this of themselves. */
async function asked(path: string, credential?: string): Promise<Response> {
  using status = health(aToldClient(), { authorize: byPassword(password), actions: true });
  return status.handler(
    new Request(`https://app.example/admin/health/${path}`, {
      headers: credential === undefined ? {} : { authorization: credential },
    }),
  );
}

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

it('whoever knows the password is answered, as any user', async () => {
  for (const user of ['ops', '', 'jürgen'])
    expect((await asked('health.json', basic(`${user}:${password}`))).status).toBe(200);
  expect((await asked('', basic(`ops:${password}`).replace('Basic', 'basic'))).status).toBe(200);
});

it.each([
  ['nothing', undefined],
  ['another password', basic('ops:correct:horse')],
  ['a longer one', basic(`ops:${password}✓`)],
  ['no password', basic('ops')],
  ['another scheme', basic(`ops:${password}`).replace('Basic', 'Bearer')],
  ['what is no base64', 'Basic ***'],
])('whoever says %s is asked who they are', async (_what, credential) => {
  const response = await asked('health.json', credential);
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toBe('Basic realm="health", charset="UTF-8"');
});

it('actions want it as well', async () => {
  using status = health(aToldClient(), { authorize: byPassword(password), actions: true });
  const response = await status.handler(
    new Request('https://app.example/actions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ action: 'isolate', client: 'api', target: 'https://api.example.com' }),
    }),
  );
  expect(response.status).toBe(401);
});

it('probes answer everybody', async () => {
  expect(await (await asked('livez')).text()).toBe('alive\n');
  expect(await (await asked('readyz')).text()).toBe('ready\n');
});

it('none, or one that is soon guessed, is refused, and not told', () => {
  expect(() => byPassword(undefined)).toThrow('must be text of 8 characters or more, got undefined');
  expect(() => byPassword('hunter2')).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
  );
});
