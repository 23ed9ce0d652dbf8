/**
 * Dates in HTTP fields, in the three forms of RFC 9110 §5.6.7 and no other.
 *
 * `Date.parse` alone will not do: it reads "-5" as a day in 2001 and the asctime form in local time.
 */

/** Anchored and without nested repetition: linear on any input. */
const forms: readonly RegExp[] = [
  // IMF-fixdate: Sun, 06 Nov 1994 08:49:37 GMT
  /^[A-Z][a-z]{2}, (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  // RFC 850, obsolete: Sunday, 06-Nov-94 08:49:37 GMT
  /^[A-Z][a-z]{5,8}, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  // asctime, obsolete, always UTC: Sun Nov  6 08:49:37 1994
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/,
];

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * The moment in milliseconds since the Unix epoch, or undefined when `text` is no HTTP-date.
 *
 * @param wallNowMs decides the century of a two-digit year
 */
export function httpDateMs(text: string, wallNowMs: number): number | undefined {
  for (const form of forms) {
    const parts = form.exec(text)?.groups;
    if (parts !== undefined) return utcMs(parts, wallNowMs);
  }
  return undefined;
}

function utcMs(parts: Record<string, string | undefined>, wallNowMs: number): number | undefined {
  const { day = '', month = '', year = '', time = '' } = parts;
  const monthNumber = months.indexOf(month) + 1; // 0 for no month: refused by Date.parse
  const date = `${two(monthNumber)}-${two(Number(day))}T${time}Z`;
  const ms = Date.parse(`${year.length === 2 ? fullYear(year, wallNowMs) : year}-${date}`);
  return Number.isNaN(ms) ? undefined : ms;
}

/** RFC 9110 §5.6.7: what appears to be more than 50 years ahead is the past year with the same digits. */
function fullYear(lastTwoDigits: string, wallNowMs: number): number {
  const thisYear = new Date(wallNowMs).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + Number(lastTwoDigits);
  return year > thisYear + 50 ? year - 100 : year;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
