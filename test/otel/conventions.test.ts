import * as stable from '@opentelemetry/semantic-conventions';
import * as incubating from '@opentelemetry/semantic-conventions/incubating';
import { describe, expect, test } from 'vitest';
import { errorType, http, own, placeOf, spanName } from '../../src/otel/conventions.ts';
import { redactedUrl } from '../../src/otel/redacted-url.ts';

test('the names are those of the conventions', () => {
  expect(http).toEqual({
    method: stable.ATTR_HTTP_REQUEST_METHOD,
    originalMethod: stable.ATTR_HTTP_REQUEST_METHOD_ORIGINAL,
    resendCount: stable.ATTR_HTTP_REQUEST_RESEND_COUNT,
    statusCode: stable.ATTR_HTTP_RESPONSE_STATUS_CODE,
    errorType: stable.ATTR_ERROR_TYPE,
    serverAddress: stable.ATTR_SERVER_ADDRESS,
    serverPort: stable.ATTR_SERVER_PORT,
    url: stable.ATTR_URL_FULL,
    template: incubating.ATTR_URL_TEMPLATE,
  });
  expect(stable.METRIC_HTTP_CLIENT_REQUEST_DURATION).toBe('http.client.request.duration');
});

test('what they have no name for is under our own', () => {
  expect(Object.values(own).filter((name) => !name.startsWith('breakwater.'))).toEqual([]);
});

test.each([
  ['GET', '/pets/{petId}', 'GET /pets/{petId}'],
  ['QUERY', '/pets', 'QUERY /pets'],
  ['GET', undefined, 'GET'],
  ['PURGE', '/pets', 'HTTP /pets'],
])('a span of %s %s is called %s', (method, template, name) => {
  expect(spanName(method, template)).toBe(name);
});

test.each([
  ['https://api.example.com/v1', 'api.example.com', 443],
  ['http://api.example.com', 'api.example.com', 80],
  ['http://127.0.0.1:8080', '127.0.0.1', 8080],
  ['http://[::1]:8080', '::1', 8080],
])('%s is the server %s at port %i', (url, address, port) => {
  expect(placeOf(url)).toEqual({ 'server.address': address, 'server.port': port });
});

test.each([
  ['ECONNRESET', 'ECONNRESET'],
  ['UND_ERR_SOCKET', 'UND_ERR_SOCKET'],
  ['', '_OTHER'],
  ['socket of 10.0.0.7:41234 hung up', '_OTHER'],
  ['A'.repeat(49), '_OTHER'],
])('an error with the code %j is of the type %s', (code, type) => {
  expect(errorType(code)).toBe(type);
});

describe('a URL is told without', () => {
  test.each([
    ['a user and a password', 'https://ada:hush@example.com/a', 'https://REDACTED:REDACTED@example.com/a'],
    [
      'values of its query',
      'https://example.com/a?key=hush&q=ada',
      'https://example.com/a?key=REDACTED&q=REDACTED',
    ],
    ['a query that is all value', 'https://example.com/a?hush', 'https://example.com/a?REDACTED'],
    ['a value that holds a `=`', 'https://example.com/a?key=hu=sh', 'https://example.com/a?key=REDACTED'],
    ['its fragment', 'https://example.com/a#hush', 'https://example.com/a'],
  ])('%s', (_what, url, told) => {
    expect(redactedUrl(url)).toBe(told);
  });

  test('anything else', () => {
    expect(redactedUrl('http://example.com:81/a/b%20c')).toBe('http://example.com:81/a/b%20c');
  });
});
