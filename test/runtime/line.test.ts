import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Line, type Linked } from '../../src/runtime/line.ts';

class Person implements Linked<Person> {
  previous: Person | undefined;
  next: Person | undefined;
}

test('it is what a list is, whoever comes and leaves', () => {
  const steps = fc.array(fc.record({ leaves: fc.boolean(), who: fc.nat(5) }));
  fc.assert(
    fc.property(steps, (all) => {
      const people = Array.from({ length: 6 }, () => new Person());
      const line = new Line<Person>();
      let list: Person[] = [];
      for (const { leaves, who } of all) {
        const person = people[who] ?? new Person();
        line.remove(person);
        list = list.filter((other) => other !== person);
        if (leaves) continue;
        line.add(person);
        list.push(person);
      }
      expect([...line]).toEqual(list);
      expect(line.first).toBe(list[0]);
    }),
  );
});

test('who has left holds nobody', () => {
  const line = new Line<Person>();
  const [first, second, third] = [new Person(), new Person(), new Person()];
  for (const person of [first, second, third]) line.add(person);
  line.remove(second);
  expect([second.previous, second.next]).toEqual([undefined, undefined]);
});

test('each may leave when it is its turn', () => {
  const line = new Line<Person>();
  const people = [new Person(), new Person(), new Person()];
  for (const person of people) line.add(person);
  const seen: Person[] = [];
  for (const person of line) {
    line.remove(person);
    seen.push(person);
  }
  expect(seen).toEqual(people);
  expect(line.first).toBeUndefined();
});
