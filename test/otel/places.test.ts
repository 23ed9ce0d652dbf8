import { expect, test } from 'vitest';
import { Places } from '../../src/otel/places.ts';

const at = (address: string, port: number) => ({ 'server.address': address, 'server.port': port });

test('each URL has the place of its own origin, whichever was asked for before', () => {
  const places = new Places();
  const asked = [
    'https://a.example/x',
    'https://a.example/y?z',
    'https://a.example.net/x',
    'https://a.example:8443/x',
    'https://a.example',
    'http://a.example/',
    'https://a.example/x',
  ];
  expect(asked.map((url) => places.of(url))).toEqual([
    at('a.example', 443),
    at('a.example', 443),
    at('a.example.net', 443),
    at('a.example', 8443),
    at('a.example', 443),
    at('a.example', 80),
    at('a.example', 443),
  ]);
});

test('as many as a server cares to name are told apart', () => {
  const places = new Places();
  for (let count = 0; count < 1_000; count += 1) {
    expect(places.of(`https://h${count}.example/`)).toEqual(at(`h${count}.example`, 443));
  }
});
