/**
 * Strings: a pattern wins over a format, for it can be checked; a format over lengths that it does not fit.
 */

import { type Node, own } from '../../node.ts';
import { type Amount, Unsampleable } from './amount.ts';
import { textFor } from './pattern.ts';
import type { Random } from './random.ts';

/** Longer texts say nothing that this length does not. */
const longest = 1_000;
const usualLength = 8;

/** An ordinary value of each format that JSON Schema and the OpenAPI registry name. */
const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-05-11T16:02:31Z',
  date: '2026-05-11',
  time: '16:02:31Z',
  duration: 'P3DT4H',
  email: 'ada.lovelace@example.com',
  'idn-email': 'ada.lovelace@example.com',
  hostname: 'host.example.com',
  'idn-hostname': 'host.example.com',
  ipv4: '192.0.2.17',
  ipv6: '2001:db8::17',
  uri: 'https://example.com/path?a=1',
  url: 'https://example.com/path?a=1',
  'uri-reference': '/path?a=1',
  iri: 'https://example.com/path?a=1',
  'iri-reference': '/path?a=1',
  'uri-template': 'https://example.com/{id}',
  uuid: '3f1c9a52-6d0e-4b6f-9c1b-5a7e2d8f4c10',
  'json-pointer': '/a/0',
  'relative-json-pointer': '0/a',
  regex: '^a+$',
  byte: 'QnJlYWt3YXRlcg==',
  base64url: 'QnJlYWt3YXRlcg',
};

export function sampleText(schema: Node, amount: Amount, floor: number, random: Random): string {
  const { format, pattern } = schema;
  const min = Math.max(numberOf(schema, 'minLength') ?? 0, floor);
  const max = Math.max(min, Math.min(numberOf(schema, 'maxLength') ?? longest, longest));
  if (typeof pattern === 'string') return textFor(pattern, { min, max }, random);
  const known = typeof format === 'string' ? formats[format] : undefined;
  if (known !== undefined) {
    if (known.length >= min && known.length <= max) return known;
    throw new Unsampleable(`no ${format} has from ${min} to ${max} characters`);
  }
  return word(lengthOf(schema, amount, min, max), random);
}

function lengthOf(schema: Node, amount: Amount, min: number, max: number): number {
  if (amount === 'low' && numberOf(schema, 'minLength') !== undefined) return min;
  if (amount === 'high' && numberOf(schema, 'maxLength') !== undefined) return max;
  return Math.min(Math.max(usualLength, min), max);
}

function word(length: number, random: Random): string {
  return Array.from({ length }, () => String.fromCharCode(random.integer(0x61, 0x7a))).join('');
}

export function numberOf(schema: Node, keyword: string): number | undefined {
  const value = own(schema, keyword);
  return typeof value === 'number' ? value : undefined;
}
