import { deepStrictEqual } from 'node:assert';
import { all, driver, first } from '../../scenario.ts';
import * as sdk from '../../sdk/streaming/sse/index.ts';

const hello = { event: 'message', data: { message: 'hello' } };

export default driver('Streaming_Sse', (server) => {
  const api = sdk.createBareClient(server);
  return {
    Unnamed_receive: async () => {
      const events = await all(await sdk.unnamedReceive(api));
      deepStrictEqual(
        events.map(({ data }) => data.desc),
        ['one', 'two', 'three'],
      );
    },
    // `[DONE]` ends the stream and is no event of it.
    Named_receive: async () => {
      const events = await all(await sdk.namedReceive(api));
      deepStrictEqual(
        events.map(({ event, data }) => [event, data]),
        [
          ['responseCreated', { id: 'resp_1' }],
          ['responseDelta', { delta: 'Hello' }],
          ['responseDelta', { delta: ' world' }],
        ],
      );
    },
    Retrieve_stream: async () => {
      const events = await all(await sdk.retrieveStream(api, { body: { query: 'what is typespec?' } }));
      deepStrictEqual(
        events.map(({ event, data }) => [event, data]),
        [
          ['partialResult', { text: 'partial one' }],
          ['partialResult', { text: 'partial two' }],
          ['finalResult', { references: ['doc1', 'doc2'] }],
        ],
      );
    },
    Protocol_Data_withEnvelope: async () => {
      const [event] = await all(await sdk.dataWithEnvelope(api));
      deepStrictEqual([event?.event, event?.data], ['withEnvelope', 'hello']);
    },
    Protocol_Data_withoutEnvelope: async () => {
      const [event] = await all(await sdk.dataWithoutEnvelope(api));
      deepStrictEqual(event?.data, { metadata: { source: 'test' }, contents: 'world' });
    },
    // A stream with an `id` or a `retry` is taken up again when it ends: these are left after what they are about.
    Protocol_id: async () => {
      deepStrictEqual(await first(1, await sdk.protocolId(api)), [{ ...hello, id: 'event-1' }]);
    },
    Protocol_invalidId: async () => {
      deepStrictEqual(await first(1, await sdk.protocolInvalidId(api)), [{ ...hello, id: undefined }]);
    },
    Protocol_retry: async () => {
      deepStrictEqual(await first(1, await sdk.protocolRetry(api)), [{ ...hello, id: undefined }]);
    },
    Protocol_invalidRetry: async () => {
      deepStrictEqual(await first(1, await sdk.protocolInvalidRetry(api)), [{ ...hello, id: undefined }]);
    },
    Protocol_reconnect: async () => {
      deepStrictEqual(await first(2, await sdk.protocolReconnect(api)), [
        { ...hello, id: 'event-1' },
        { event: 'message', data: { message: 'world' }, id: 'event-2' },
      ]);
    },
  };
});
