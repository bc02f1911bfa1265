/**
 * An API's shape as CloudTrail records it: members with their first letter lowered (`DNSName` becomes `dNSName`),
 * times as `Apr 2, 2022 12:19:59 PM`, what is undefined left out.
 */
export function asRecorded(value: unknown): unknown {
  if (value instanceof Date) return spelledOut(value);
  if (Array.isArray(value)) return value.map(asRecorded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name.charAt(0).toLowerCase() + name.slice(1), asRecorded(member)]),
  );
}

const FORMAT = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  month: 'short',
  day: 'numeric',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
});

function spelledOut(time: Date): string {
  const parts = Object.fromEntries(FORMAT.formatToParts(time).map(({ type, value }) => [type, value]));
  const { month, day, year, hour, minute, second, dayPeriod } = parts;
  return `${month} ${day}, ${year} ${hour}:${minute}:${second} ${dayPeriod}`;
}
