/**
 * The door for tests, `breakwater/testing`: clients that need no API, and what to put in place of the network
 * and the clock. Production code has no use for it.
 */

export { answer, type FakeAnswer } from './answer.ts';
export {
  type Answerable,
  type ArgsOf,
  type Endpoint,
  type FakeClient,
  type FakeOptions,
  fakeClient,
  type Handler,
} from './fake-client.ts';
export { type FakeClock, fakeClock } from './fake-clock.ts';
export {
  type Arrival,
  type FakeWire,
  fakeWire,
  networkError,
  type ReplyBody,
  type Rule,
} from './fake-wire.ts';
export {
  handlersOf,
  type Mock,
  type MockExample,
  type Mocking,
  type MockOptions,
  type MockResolver,
  type MswHttp,
  mocking,
} from './msw.ts';
