/** What the figures were measured on. */

import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import manifest from './package.json' with { type: 'json' };

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly os: string;
  readonly node: string;
  /** Load average of the minute before the run. */
  readonly load: number;
  /** Versions of the contenders, by package. */
  readonly versions: Readonly<Record<string, string>>;
}

/** hey-api's client is committed in peers/, so no package tells. */
const committedVersions = { '@hey-api/openapi-ts': '0.99.0' };

export async function thisMachine(): Promise<Machine> {
  const cores = cpus();
  const versions: Record<string, string> = { ...committedVersions };
  for (const name of Object.keys(manifest.dependencies)) versions[name] = await versionOf(name);
  return {
    cpu: cores[0]?.model ?? 'unknown CPU',
    cores: cores.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    os: `${type()} ${release()}`,
    node: process.versions.node,
    load: loadavg()[0] ?? 0,
    versions,
  };
}

async function versionOf(name: string): Promise<string> {
  const path = findPackageJSON(name, import.meta.url);
  if (path === undefined) throw new Error(`${name} is not installed: run npm install.`);
  const { version }: { version: string } = JSON.parse(await readFile(path, 'utf8'));
  return version;
}
