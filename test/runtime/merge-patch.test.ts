import { expect, test } from 'vitest';
import { mergePatched } from '../../src/runtime/merge-patch.ts';

/** RFC 7396, appendix A: original, patch, result. */
test.each([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('%j changed by %j is %j', (target, changes, result) => {
  expect(mergePatched(target, changes)).toEqual(result);
});

test('neither the target nor the changes are touched', () => {
  const [target, changes] = [{ a: { b: 1 } }, { a: { c: { d: 2 } } }];
  const patched = mergePatched(target, changes) as { a: { c: { d: number } } };
  patched.a.c.d = 3;
  expect([target, changes]).toEqual([{ a: { b: 1 } }, { a: { c: { d: 2 } } }]);
});

test('a member called __proto__ is data', () => {
  const patched = mergePatched({}, JSON.parse('{"__proto__":{"polluted":true}}'));
  expect(Object.hasOwn(patched as object, '__proto__')).toBe(true);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
