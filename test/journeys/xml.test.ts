import { expect, onTestFinished, test } from 'vitest';
import {
  type Call,
  type CallOptions,
  type Client,
  createClient,
  DecodeError,
  InvalidRequestError,
  type Operation,
  ResponseError,
  xml,
} from '../../src/runtime/index.ts';
import { type FakeWire, fakeWire } from '../support/wire.ts';

/** XML, from a caller to the wire and back. */

interface Pet {
  name: string;
  toys: string[];
}

const pet = { name: 'Pet', of: { members: { name: 'string', toys: { list: 'required' } } } } as const;
const problem = { name: 'Problem', of: { members: { code: 'number' } } } as const;

const replies: Operation['replies'] = { 200: 'application/xml', 404: 'text/xml' };
const getOperation: Operation = {
  ...{ id: 'getPet', method: 'GET', path: '/pet', resource: 'pets', replies },
  xml: { by: xml, replies: { 200: pet, 404: problem } },
};
const putOperation: Operation = {
  ...{ id: 'putPet', method: 'PUT', path: '/pet', resource: 'pets', replies: { 204: null } },
  body: { type: 'application/xml', required: true },
  xml: { by: xml, body: pet },
};

function aClient(wire: FakeWire): Client {
  const sdk = { name: 'Pets', resources: ['pets'], ttl: {} };
  const client = createClient(sdk, {
    baseUrl: 'https://api.example.com',
    transport: wire,
    resilience: { retry: false },
  });
  onTestFinished(() => client.close());
  return client;
}

const getPet = (client: Client, options?: CallOptions): Call<Pet, unknown> =>
  client.call(getOperation, {}, options);

/** Gives everybody this reply. */
function answering(text: string, status = 200, type = 'application/xml'): FakeWire {
  const wire = fakeWire();
  wire.always(() => new Response(text, { status, headers: { 'content-type': type } }));
  return wire;
}

test('a reply is an object', async () => {
  const client = aClient(answering('<Pet><name>Rex</name><toys>ball</toys></Pet>'));
  expect(await getPet(client)).toEqual({ name: 'Rex', toys: ['ball'] });
});

test('it is cached, and every caller has its own', async () => {
  const client = aClient(answering('<Pet><name>Rex</name></Pet>'));
  const first = await getPet(client);
  first.toys.push('mine');
  const { data, cache } = await getPet(client).withResponse();
  expect(cache).toBe('hit');
  expect(data).toEqual({ name: 'Rex', toys: [] });
});

test('the body of a documented error is one too', async () => {
  const client = aClient(answering('<Problem><code>7</code></Problem>', 404, 'text/xml'));
  const error = await getPet(client).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ResponseError);
  expect(error).toHaveProperty('body', { code: 7 });
});

test('what is no XML is a DecodeError, its text at hand', async () => {
  const client = aClient(answering('<Pet><name>'));
  const error = await getPet(client).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DecodeError);
  expect(error).toHaveProperty('message', expect.stringContaining('application/xml body is no XML'));
  expect(error instanceof DecodeError && (await error.response.text())).toBe('<Pet><name>');
});

test('a body is sent as XML', async () => {
  const wire = fakeWire();
  const sent: Promise<[string | null, string]>[] = [];
  wire.always((request) => {
    sent.push(request.text().then((text) => [request.headers.get('content-type'), text]));
    return new Response(null, { status: 204 });
  });
  await aClient(wire).call(putOperation, { body: { name: 'Rex & Co', toys: ['a', 'b'] } });
  expect(await sent[0]).toEqual([
    'application/xml',
    '<?xml version="1.0" encoding="UTF-8"?><Pet><name>Rex &amp; Co</name><toys>a</toys><toys>b</toys></Pet>',
  ]);
});

test('a body that does not fit is refused before anything is sent', async () => {
  const wire = fakeWire();
  const call = aClient(wire).call(putOperation, { body: { name: 'Rex', toys: 'ball' } });
  await expect(call).rejects.toThrow(InvalidRequestError);
  expect(wire.requests).toEqual([]);
});
