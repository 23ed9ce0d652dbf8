import { describe, expect, test, vi } from 'vitest';
import type { CallTrace, RequestTrace, Tracing } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { aPortfolio, getPortfolio } from '../support/sdk.ts';
import { aReply, fakeWire, networkError } from '../support/wire.ts';

const p1 = { portfolioId: 'p1' };

function fail(): never {
  throw new Error('broken tracer');
}

const request: RequestTrace = { run: (send) => send(), redirected: () => {}, ended: () => {} };
const call: CallTrace = { sending: () => request, ended: () => {} };

const broken: Record<string, Tracing> = {
  begin: { begin: fail },
  sending: { begin: () => ({ ...call, sending: fail }) },
  run: { begin: () => ({ ...call, sending: () => ({ ...request, run: fail }) }) },
  'run, once it was sent': {
    begin: () => ({
      ...call,
      sending: () => ({
        ...request,
        run: (send) => {
          send();
          return fail();
        },
      }),
    }),
  },
  redirected: { begin: () => ({ ...call, sending: () => ({ ...request, redirected: fail }) }) },
  'the end of a request': { begin: () => ({ ...call, sending: () => ({ ...request, ended: fail }) }) },
  'the end of a call': { begin: () => ({ ...call, ended: fail }) },
};

describe('a tracing that throws breaks no call, sends nothing twice and is reported once, in', () => {
  test.each(Object.entries(broken))('%s', async (_where, tracing) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const wire = fakeWire();
    wire.always(({ url }) =>
      url.endsWith('/p1') ? aReply(302, null, { location: '/v1/portfolio/p2' }) : aReply(200, aPortfolio()),
    );
    const api = aClient({ wire, cache: false, tracing });

    expect(await getPortfolio(api, p1)).toEqual(aPortfolio());
    expect(await getPortfolio(api, p1)).toEqual(aPortfolio());

    expect(wire.requests).toHaveLength(4);
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });
});

test('what a transport throws is the call’s, and no fault of the tracing', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const wire = fakeWire();
  wire.always(() => networkError('ECONNRESET'));
  const run: RequestTrace['run'] = async (send) => await send();
  const tracing = { begin: () => ({ ...call, sending: () => ({ ...request, run }) }) };
  const api = aClient({ wire, resilience: 'off', tracing });

  await expect(getPortfolio(api, p1)).rejects.toThrow('got no answer');

  expect(wire.requests).toHaveLength(1);
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});
