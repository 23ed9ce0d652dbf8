/**
 * Contenders take turns in one process, in another order each round, so that what disturbs the machine
 * disturbs them all. A ratio is taken within a round, where both sides had the same weather; what is
 * reported is the median of those ratios. Nothing here passes or fails on time.
 */

import { isDeepStrictEqual } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Item, itemOf } from './item.ts';

/** One way of doing the job. */
export interface Contender {
  readonly name: string;
  /** The job: the item behind an id as a parsed object, its body read to the end. */
  read(id: string): Promise<Item>;
  close?(): Promise<unknown> | undefined;
  /** What the suite found out about this contender, by column. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** Issues `calls` reads in some rhythm and resolves when all have ended. */
export type Rhythm = (read: (call: number) => Promise<unknown>, calls: number) => Promise<void>;

/** A table: contenders that do the same job in the same rhythm. */
export interface Race {
  readonly title: string;
  readonly contenders: readonly Contender[];
  /** Name of the contender that is 1. */
  readonly baseline: string;
  readonly rhythm: Rhythm;
  /** Id to read, given the number of calls this contender has made in this race. */
  id(call: number): string;
  /** A block, which is as many calls as fill `Effort.blockMs`, is a multiple of this. @default 1 */
  readonly step?: number;
}

/** How long to look. */
export interface Effort {
  readonly rounds: number;
  readonly blockMs: number;
  readonly warmUpMs: number;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface Row {
  readonly name: string;
  /** Median CPU of this process per call, all threads: microseconds. */
  readonly cpuUs: number;
  readonly wallUs: number;
  readonly cpuRatio: Spread;
  readonly wallRatio: Spread;
  readonly callsPerBlock: number;
  /** Calls in all, those of the warm-up included. */
  readonly callsMade: number;
  /** By round. */
  readonly samples: readonly Sample[];
  readonly facts: Readonly<Record<string, string>>;
}

export interface Table {
  readonly title: string;
  readonly baseline: string;
  readonly rounds: number;
  /** How far the baseline's own CPU strayed between rounds, relative to its median: the noise. */
  readonly noise: number;
  /** Cheapest first, by CPU ratio. */
  readonly rows: readonly Row[];
}

/** One block, per call. */
export interface Sample {
  readonly cpuUs: number;
  readonly wallUs: number;
}

/** A contender on the track: how far it is and what it has shown. */
interface Lane {
  readonly contender: Contender;
  readonly samples: Sample[];
  callsPerBlock: number;
  callsMade: number;
}

/** Runs a race. Throws when a contender does not return the item it was asked for. */
export async function run(race: Race, effort: Effort): Promise<Table> {
  const lanes = race.contenders.map(
    (contender): Lane => ({ contender, samples: [], callsPerBlock: race.step ?? 1, callsMade: 0 }),
  );
  try {
    await measure(lanes, race, effort);
  } finally {
    for (const { contender } of lanes) await contender.close?.();
  }
  return tableOf(race, effort, lanes);
}

async function measure(lanes: readonly Lane[], race: Race, effort: Effort) {
  for (const lane of lanes) await verify(lane, race);
  // Twice: the first pass also teaches the engine the code that the contenders share.
  for (let pass = 0; pass < 2; pass++) for (const lane of lanes) await warmUp(lane, race, effort);
  for (let round = 0; round < effort.rounds; round++) {
    for (const lane of turns(lanes, round)) lane.samples.push(await block(lane, race));
  }
}

/** One at a time. */
export const sequential: Rhythm = async (read, calls) => {
  for (let call = 0; call < calls; call++) await read(call);
};

/** So many in flight at any moment. */
export function concurrent(width: number): Rhythm {
  return async (read, calls) => {
    let next = 0;
    const worker = async () => {
      while (next < calls) await read(next++);
    };
    await Promise.all(Array.from({ length: width }, worker));
  };
}

/** So many at once, then, when the last has ended, as many again. */
export function herds(size: number): Rhythm {
  return async (read, calls) => {
    for (let first = 0; first < calls; first += size) {
      await Promise.all(Array.from({ length: size }, (_, index) => read(first + index)));
    }
  };
}

async function verify({ contender }: Lane, race: Race) {
  const id = race.id(0);
  // Twice: what comes from the network, then what comes from a cache, if there is one.
  for (const reading of ['first', 'second']) {
    if (isDeepStrictEqual(await contender.read(id), itemOf(id))) continue;
    throw new Error(`${race.title}: ${contender.name} did not return item ${id} on its ${reading} read.`);
  }
}

async function warmUp(lane: Lane, race: Race, effort: Effort) {
  const end = performance.now() + effort.warmUpMs;
  do {
    const { wallUs } = await block(lane, race);
    lane.callsPerBlock = callsFor(effort.blockMs, wallUs, lane.callsPerBlock, race.step ?? 1);
  } while (performance.now() < end);
}

/** Grows tenfold at most at a time, because early blocks are cold and slow. */
function callsFor(blockMs: number, wallUs: number, last: number, step: number): number {
  const wanted = Math.ceil((blockMs * 1_000) / wallUs);
  const calls = Math.max(fewestCalls, Math.min(wanted, last * 10));
  return Math.ceil(calls / step) * step;
}

/** Enough to keep 50 in flight for a while. */
const fewestCalls = 100;

/** Shifts the order by one each round and turns it round every other, so that neighbours change too. */
function turns(lanes: readonly Lane[], round: number): readonly Lane[] {
  const shift = round % lanes.length;
  const shifted = [...lanes.slice(shift), ...lanes.slice(0, shift)];
  return round % 2 === 0 ? shifted : shifted.reverse();
}

async function block(lane: Lane, race: Race): Promise<Sample> {
  const { contender, callsPerBlock, callsMade } = lane;
  sweep();
  const cpu = process.cpuUsage();
  const start = performance.now();
  await race.rhythm((call) => contender.read(race.id(callsMade + call)), callsPerBlock);
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  lane.callsMade += callsPerBlock;
  return { cpuUs: (user + system) / callsPerBlock, wallUs: (wallMs * 1_000) / callsPerBlock };
}

setFlagsFromString('--expose-gc');
const collect: NodeJS.GCFunction = runInNewContext('gc');

/**
 * Clears the young generation, so that nobody pays for the litter of the one before. Not a full
 * collection: several of those between two turns would make V8 forget the code of who is waiting.
 */
function sweep() {
  collect({ type: 'minor' });
}

function tableOf(race: Race, effort: Effort, lanes: readonly Lane[]): Table {
  const baseline = lanes.find(({ contender }) => contender.name === race.baseline);
  if (baseline === undefined) throw new Error(`${race.title} has no contender named ${race.baseline}.`);
  const rows = lanes.map((lane) => rowOf(lane, baseline));
  const { title } = race;
  return {
    title,
    baseline: race.baseline,
    rounds: effort.rounds,
    noise: noiseOf(baseline.samples.map(({ cpuUs }) => cpuUs)),
    rows: rows.toSorted((a, b) => a.cpuRatio.median - b.cpuRatio.median),
  };
}

function rowOf({ contender, samples, callsPerBlock, callsMade }: Lane, baseline: Lane): Row {
  return {
    name: contender.name,
    cpuUs: median(samples.map(({ cpuUs }) => cpuUs)),
    wallUs: median(samples.map(({ wallUs }) => wallUs)),
    cpuRatio: ratios(samples, baseline.samples, 'cpuUs'),
    wallRatio: ratios(samples, baseline.samples, 'wallUs'),
    callsPerBlock,
    callsMade,
    samples,
    facts: contender.facts ?? {},
  };
}

function ratios(samples: readonly Sample[], baseline: readonly Sample[], of: keyof Sample): Spread {
  const each = samples.map((sample, round) => sample[of] / (baseline[round]?.[of] ?? Number.NaN));
  return { median: median(each), min: Math.min(...each), max: Math.max(...each) };
}

/** Median distance from the median, relative to it. */
function noiseOf(values: readonly number[]): number {
  const middle = median(values);
  return median(values.map((value) => Math.abs(value - middle))) / middle;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? Number.NaN;
  const lower = sorted[Math.ceil(half) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}
