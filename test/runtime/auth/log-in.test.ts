import { describe, expect, test } from 'vitest';
import { oauth2 } from '../../../src/runtime/index.ts';
import { elapse, useFakeTime } from '../../support/time.ts';
import { aReply, fakeWire } from '../../support/wire.ts';

useFakeTime();

const login = 'https://login.example.com';
const redirectUri = 'https://app.example/callback';

describe('an authorization code', () => {
  const wire = fakeWire();
  const code = oauth2.authorizationCode({
    authorizationUrl: `${login}/authorize?theme=dark`,
    tokenUrl: `${login}/token`,
    issuer: login,
    clientId: 'the-client',
    clientSecret: 'the-secret',
    redirectUri,
    scopes: ['read', 'write'],
    extra: { prompt: 'consent' },
    transport: wire,
  });

  test('is asked for with a challenge and a state that nobody can guess', async () => {
    const [one, two] = [await code.begin(), await code.begin()];
    const { searchParams } = new URL(one.url);
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(one.codeVerifier));
    expect(Object.fromEntries(searchParams)).toEqual({
      theme: 'dark',
      response_type: 'code',
      client_id: 'the-client',
      redirect_uri: redirectUri,
      scope: 'read write',
      state: one.state,
      code_challenge: Buffer.from(digest).toString('base64url'),
      code_challenge_method: 'S256',
      prompt: 'consent',
    });
    expect(one.codeVerifier).toMatch(/^[\w-]{43,128}$/);
    expect([one.state === two.state, one.codeVerifier === two.codeVerifier]).toEqual([false, false]);
    expect(one.url).not.toContain(one.codeVerifier);
  });

  test('is exchanged for tokens with what it was asked for with', async () => {
    const finished = code.finish(`${redirectUri}?code=abc&state=s1&iss=${login}`, {
      state: 's1',
      codeVerifier: 'v1',
    });
    const { request, reply } = await wire.arrival();
    const form = Object.fromEntries(new URLSearchParams(await request.text()));
    reply(200, { access_token: 'a', refresh_token: 'r', expires_in: 60, scope: 'read' });

    expect(form).toEqual({
      grant_type: 'authorization_code',
      code: 'abc',
      redirect_uri: redirectUri,
      code_verifier: 'v1',
    });
    expect(request.headers.get('authorization')).toBe(`Basic ${btoa('the-client:the-secret')}`);
    expect(await finished).toEqual({
      accessToken: 'a',
      refreshToken: 'r',
      scope: 'read',
      expiresAt: Date.UTC(2026, 0, 1) + 60_000,
    });
  });

  test.each([
    [
      'of another log-in',
      '?code=abc&state=other',
      'The answer belongs to another log-in: its `state` is not the one that was sent.',
    ],
    [
      'without a state',
      '?code=abc',
      'The answer belongs to another log-in: its `state` is not the one that was sent.',
    ],
    [
      'of another issuer',
      '?code=abc&state=s1&iss=https://evil.example',
      'The answer comes from another issuer than the one that was asked (RFC 9207).',
    ],
    ['that refuses', '?error=access_denied&state=s1', 'The log-in was refused (access_denied).'],
    ['that refuses with a forged line', '?error=a%0Ab&state=s1', 'The log-in was refused.'],
    ['without a code', '?state=s1', 'The answer has no `code`.'],
  ])('is not taken from an answer %s', async (_what, query, message) => {
    const finished = code.finish(redirectUri + query, { state: 's1', codeVerifier: 'v1' });
    await expect(finished).rejects.toMatchObject({ code: 'AUTH_FAILED', message });
  });
});

describe('a device', () => {
  const anAnswer = {
    device_code: 'd1',
    user_code: 'WDJB-MJHT',
    verification_uri: `${login}/device`,
    expires_in: 60,
  };

  /** A device that was told this, and then asks. */
  async function aDevice(told: object = {}) {
    const wire = fakeWire();
    const code = oauth2.deviceCode({
      deviceAuthorizationUrl: `${login}/device_authorization`,
      tokenUrl: `${login}/token`,
      clientId: 'the-client',
      scopes: ['read'],
      transport: wire,
    });
    const beginning = code.begin();
    const { request, reply } = await wire.arrival();
    const asked = Object.fromEntries(new URLSearchParams(await request.text()));
    reply(200, { ...anAnswer, ...told });
    return { wire, begun: await beginning, asked };
  }

  test('is told what to show', async () => {
    const { begun, asked } = await aDevice({ verification_uri_complete: `${login}/device?code=WDJB-MJHT` });
    expect(asked).toEqual({ client_id: 'the-client', scope: 'read' });
    expect(begun).toMatchObject({
      userCode: 'WDJB-MJHT',
      verificationUri: `${login}/device`,
      verificationUriComplete: `${login}/device?code=WDJB-MJHT`,
      expiresInSeconds: 60,
    });
  });

  test('asks every five seconds, slower when it is told to, until the user has agreed', async () => {
    const { wire, begun } = await aDevice();
    const answers = ['authorization_pending', 'slow_down', 'authorization_pending', undefined];
    const times: number[] = [];
    wire.always(() => {
      times.push((Date.now() - Date.UTC(2026, 0, 1)) / 1_000);
      const error = answers[times.length - 1];
      return error ? aReply(400, { error }) : aReply(200, { access_token: 'a', token_type: 'Bearer' });
    });

    const tokens = begun.tokens();
    await elapse(5_000);
    await elapse(5_000);
    await elapse(10_000);
    await elapse(10_000);

    expect(await tokens).toEqual({ accessToken: 'a' });
    expect(times).toEqual([5, 10, 20, 30]);
    expect(Object.fromEntries(new URLSearchParams(await wire.requests[1]?.text()))).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: 'd1',
      client_id: 'the-client',
    });
  });

  test.each([
    ['the user refuses', 'access_denied', 'access_denied'],
    ['the code has expired', 'expired_token', 'expired_token'],
  ])('stops when %s', async (_what, error, oauthError) => {
    const { wire, begun } = await aDevice();
    wire.always(() => aReply(400, { error }));
    const tokens = begun.tokens().catch((reason: unknown) => reason);
    await elapse(5_000);
    expect(await tokens).toMatchObject({ code: 'AUTH_FAILED', oauthError });
    expect(wire.requests).toHaveLength(2);
  });

  test('stops when its code is too old, though the server never says so', async () => {
    const { wire, begun } = await aDevice({ interval: 20 });
    wire.always(() => aReply(400, { error: 'authorization_pending' }));
    const tokens = begun.tokens().catch((reason: unknown) => reason);
    for (let step = 0; step < 3; step += 1) await elapse(20_000);
    expect(await tokens).toMatchObject({ oauthError: 'expired_token' });
    expect(wire.requests).toHaveLength(3);
  });

  test('stops when nobody waits for it any more', async () => {
    const { begun } = await aDevice();
    const controller = new AbortController();
    const tokens = begun.tokens(controller.signal);
    controller.abort(new Error('enough'));
    await expect(tokens).rejects.toThrow('enough');
  });

  test.each([{ device_code: 5 }, { expires_in: 'soon' }, { user_code: '' }])(
    'that is told %j is told nothing',
    async (told) => {
      await expect(aDevice(told)).rejects.toThrow(
        'The device endpoint answered without a code for the user.',
      );
    },
  );
});
