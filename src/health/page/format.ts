/** Numbers and times as a person reads them. */

const whole = new Intl.NumberFormat('en');
const clockTime = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const dayTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** What there is nothing to say of. */
export const nothing = '–';

export const number = (value: number): string => whole.format(value);

export function rate(perSecond: number): string {
  if (perSecond === 0) return '0/s';
  return perSecond < 10 ? `${perSecond.toFixed(1)}/s` : `${whole.format(Math.round(perSecond))}/s`;
}

export function percent(share: number | null): string {
  if (share === null) return nothing;
  const value = share * 100;
  return value === 0 || value >= 10 ? `${Math.round(value)} %` : `${value.toFixed(1)} %`;
}

export function ratio(value: number | null): string {
  return value === null ? nothing : value.toFixed(2);
}

export function milliseconds(value: number): string {
  if (value < 1) return `${value.toFixed(1)} ms`;
  return value < 1_000 ? `${Math.round(value)} ms` : `${(value / 1_000).toFixed(1)} s`;
}

export function bytes(value: number): string {
  if (value < 1_024) return `${value} B`;
  return value < 1_048_576 ? `${(value / 1_024).toFixed(0)} KiB` : `${(value / 1_048_576).toFixed(1)} MiB`;
}

/** `4 s`, `3 min 20 s`, `2 h 5 min`, `3 d`. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return joined(minutes, 'min', minutes < 10 ? seconds % 60 : 0, 's');
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joined(hours, 'h', minutes % 60, 'min');
  return joined(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

export function ago(at: number, now: number): string {
  return now - at < 1_500 ? 'just now' : `${span(now - at)} ago`;
}

export function inTime(at: number, now: number): string {
  return at <= now ? 'now' : `in ${span(at - now)}`;
}

/** The hour today, the day as well before. */
export function moment(at: number, now: number): string {
  const format = now - at < 12 * 3_600_000 ? clockTime : dayTime;
  return format.format(at);
}

export function hostOf(origin: string): string {
  return origin.replace(/^https?:\/\//, '');
}
