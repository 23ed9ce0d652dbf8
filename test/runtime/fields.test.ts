import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fields } from '../../src/runtime/fields.ts';

test('names are the same in any case, and come out in lower case', () => {
  const fields = new Fields([['X-Trace', 'a']]);
  fields.set('x-TRACE', 'b');
  expect([...fields]).toEqual([['x-trace', 'b']]);
  expect([fields.get('X-trace'), fields.has('x-trace'), fields.has('other')]).toEqual(['b', true, false]);
});

test('several values of one name are joined, those of Set-Cookie stay apart', () => {
  const fields = new Fields([
    ['vary', 'accept'],
    ['vary', 'origin'],
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
  ]);
  expect([...fields]).toEqual([
    ['vary', 'accept, origin'],
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
  ]);
});

test('what no header can carry is refused, and not repeated', () => {
  const fields = new Fields();
  expect(() => fields.set('authorization', 'Bearer s3cret\r\nx: y')).toThrow(/^(?!.*s3cret).*authorization/);
  expect(() => fields.set('a b', 'value')).toThrow('a b');
  expect([...fields]).toEqual([]);
});

test('it does what Headers does', () => {
  const name = fc.constantFrom('a', 'B', 'X-Name', 'set-cookie', 'Accept');
  const value = fc.string({ unit: fc.constantFrom('a', ' ', ',', '\t', 'é'), maxLength: 6 });
  const step = fc.tuple(fc.constantFrom('set', 'append', 'delete'), name, value);
  const apply = <Target extends Fields | Headers>(target: Target, steps: [string, string, string][]) => {
    for (const [action, key, text] of steps) {
      if (action === 'set') target.set(key, text);
      if (action === 'append') target.append(key, text);
      if (action === 'delete') target.delete(key);
    }
    return target;
  };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const [ours, theirs] = [apply(new Fields(), steps), apply(new Headers(), steps)];
      expect([...ours].sort()).toEqual([...theirs].sort());
      for (const key of ['a', 'b', 'x-name', 'accept']) expect(ours.get(key)).toBe(theirs.get(key));
    }),
  );
});
