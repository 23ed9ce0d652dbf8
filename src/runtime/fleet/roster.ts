/**
 * Who is there: one hash for all instances of an API in one environment, in which each writes its line now and then,
 * and from which whoever writes takes out those that have not for a while. By the clock of Redis, and told as ages,
 * since no two clocks agree. One key and one script: nothing scans.
 */

import type { RedisCommands } from './commands.ts';

/** What an instance says of itself. */
export interface Announcement {
  /** Its own, and nobody else's. */
  readonly id: string;
  /** As its operator calls it. */
  readonly name: string;
  /** Milliseconds that it has been running. */
  readonly runningMs: number;
  /** What others should know, in a few words. */
  readonly note: string | null;
}

export interface Announced extends Announcement {
  /** Milliseconds since it last said so. */
  readonly ageMs: number;
}

/** Milliseconds after which an instance that says nothing is there no more: six beats of a health page. */
export const longestAbsenceMs = 30_000;

/** Whoever can reach Redis can write there: no more than these, and no text that is longer. */
const mostInstances = 1_000;
const longestText = 200;

const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now) .. ' ' .. ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
local all = redis.call('HGETALL', KEYS[1])
local there = {}
for i = 1, #all, 2 do
  local seen, line = string.match(all[i + 1], '^(%d+) (.*)$')
  if seen and now - tonumber(seen) <= tonumber(ARGV[3]) then
    there[#there + 1] = string.format('%.0f', now - tonumber(seen)) .. ' ' .. line
  else
    redis.call('HDEL', KEYS[1], all[i])
  end
end
return there`;

/** All who are there, oneself included. */
export async function announce(
  redis: Pick<RedisCommands, 'eval'>,
  key: string,
  announcement: Announcement,
): Promise<readonly Announced[]> {
  const told = [announcement.id, JSON.stringify(announcement), String(longestAbsenceMs)];
  const lines = await redis.eval(script, { keys: [key], arguments: told });
  if (!Array.isArray(lines)) return [];
  return lines.slice(0, mostInstances).flatMap((line) => announcedIn(String(line)) ?? []);
}

function announcedIn(line: string): Announced | undefined {
  const border = line.indexOf(' ');
  const ageMs = Number(line.slice(0, border));
  const { id, name, runningMs, note } = parsed(line.slice(border + 1));
  if (!isText(id) || !isText(name) || !(note === null || isText(note))) return undefined;
  if (typeof runningMs !== 'number' || !(runningMs >= 0) || !(ageMs >= 0)) return undefined;
  return { id, name, runningMs, note, ageMs };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestText;
}

function parsed(text: string): Partial<Record<keyof Announcement, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
