/** `npm start`: the reference API from its spec to resilient calls, each claim counted. */

import { randomUUID } from 'node:crypto';
import type { GenerateReport } from '../../generator/src/index.ts';
import type { Resource } from '../../src/generated/index.ts';
import type { ClientOptions } from '../../src/runtime/index.ts';
import { startPrism } from '../support/prism.ts';
import { actsOf } from './acts.ts';
import { startGateway } from './gateway.ts';
import { checkRedis, warmUp } from './redis.ts';
import { regenerate, sizeOf, spec } from './regenerate.ts';
import { type Scene, Stage } from './stage.ts';
import { badLine, count, duration, fact, headLines, paint } from './table.ts';

export interface TourOptions {
  /** Where the shared cache is; without it, entries live in memory. */
  readonly redis: string | undefined;
  readonly print: (line: string) => void;
}

/** @returns The exit code: 0 when every claim holds. */
export async function tour({ redis, print }: TourOptions): Promise<number> {
  const startedMs = performance.now();
  if (redis !== undefined) await checkRedis(redis);
  print(`\n  ${paint('bold', 'Breakwater: from a spec to calls that stay calm')}\n`);
  print(fact('SDK', describeSdk(await regenerate())));

  const prismMs = performance.now();
  await using prism = await startPrism(spec);
  print(fact('Prism', `answers for the API, ready after ${duration(performance.now() - prismMs)}`));
  await using gateway = await startGateway(prism.url);
  print(fact('Gateway', `issues tokens and breaks things at ${gateway.url}`));
  print(fact('Cache', redis === undefined ? 'memory' : 'memory, and behind it Redis'));
  print(`\n${headLines()}`);

  // Only now: what is imported is what has just been generated.
  const { createClient, oauth2, useClient } = await import('../../src/generated/index.ts');
  const startLines: string[] = [];
  const logger = { info: (line: string) => startLines.push(line), warn: print };
  const options: ClientOptions<Resource> = {
    baseUrl: gateway.url,
    auth: oauth2.clientCredentials({
      tokenUrl: gateway.tokenUrl,
      // A name of this run alone: it shares no entry with an earlier one in the same Redis.
      clientId: `demo-${randomUUID()}`,
      clientSecret: 'not-much-of-a-secret',
    }),
    ...(redis !== undefined && { cache: { store: redis } }),
    logger,
  };
  const [api] = await Promise.all([useClient(options), useClient()]);
  await using _ = api;
  if (redis !== undefined) await warmUp(api, 'portfolio');
  const anotherClient: Scene['anotherClient'] = (others) => createClient({ ...options, ...others });
  const stage = new Stage({ gateway, api, anotherClient, startLines }, print);
  const acts = actsOf({ isOnRedis: redis !== undefined });
  for (const act of acts) await stage.play(act);

  print(summary(stage, acts.length, performance.now() - startedMs));
  return stage.failures === 0 ? 0 : 1;
}

function describeSdk(report: GenerateReport): string {
  const { written } = report.changes;
  const news = written.length === 0 ? 'up to date' : `${written.length} written`;
  return `generated from ${spec}: ${sizeOf(report)} (${news}), ${duration(report.durationMs)}`;
}

function summary({ calls, attempts, claims, failures }: Stage, acts: number, durationMs: number): string {
  const played = `${count(acts, 'act')}, ${count(calls, 'call')}, ${count(attempts, 'request')}`;
  const time = duration(durationMs);
  if (failures > 0)
    return `\n${badLine(`${failures} of ${count(claims, 'claim')} do not hold. ${played}, ${time}.`)}\n`;
  return `\n  ${paint('green', `✔ All ${count(claims, 'claim')} hold.`)} ${played}, ${time}.\n`;
}
