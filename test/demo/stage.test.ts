/** The demo can fail: a claim that does not hold is said in its place, and counted. */

import { expect, test } from 'vitest';
import type { Counts } from '../../scripts/demo/gateway.ts';
import { type Act, type Scene, Stage } from '../../scripts/demo/stage.ts';

test('a count that differs is told with what was expected and what arrived', async () => {
  const { stage, lines } = aStage({ requests: 2, tokens: 1, refused: 0 });
  await stage.play(act(async () => stage.arrived({ requests: 1, tokens: 1 })));
  expect(stage).toMatchObject({ claims: 2, failures: 1 });
  expect(lines).toContain('    ✘ requests at the gateway: expected 1, actual 2');
});

test('a claim that does not hold is told', async () => {
  const { stage, lines } = aStage();
  await stage.play(act(async () => stage.claim('the second answer', 'network', 'memory')));
  expect(stage).toMatchObject({ claims: 1, failures: 1 });
  expect(lines).toContain('    ✘ the second answer: expected memory, actual network');
});

test('an act that breaks is a claim that does not hold, and the next act is played', async () => {
  const { stage, lines } = aStage();
  const broken = act(async () => {
    throw new Error('the origin is on fire');
  });
  await stage.play(broken);
  await stage.play(act(async () => stage.claim('the rest', 1, 1, 'the rest goes on')));
  expect(stage).toMatchObject({ claims: 2, failures: 1 });
  expect(lines).toContain('    ✘ the act: expected played to its end, actual the origin is on fire');
  expect(lines).toContain('    ✔ the rest goes on');
});

function act(play: Act['play']): Act {
  return { title: 'An act', play };
}

/** A stage whose gateway has counted already; acts that call nothing need no other part of a scene. */
function aStage(counts: Counts = { requests: 0, tokens: 0, refused: 0 }) {
  const lines: string[] = [];
  const gateway = { counts, countAnew: () => {} };
  const stage = new Stage({ gateway } as Scene, (line) => lines.push(line));
  return { stage, lines };
}
