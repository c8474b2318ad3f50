const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** Whether a text is a moment as a wait step's `timestamp` takes it: RFC 3339, e.g. `2030-01-31T12:00:00Z`. */
export function isTimestamp(text: string): boolean {
  const [whole, year, month, day, hour] = rfc3339.exec(text) ?? [];
  if (whole === undefined || Number.isNaN(Date.parse(whole))) return false;
  // `Date` goes on from the end of a month into the next one, and takes 24:00 for the next day.
  return Number(day) <= daysOf(Number(year), Number(month)) && Number(hour) < 24;
}

/** Whether a text is a moment in seconds since 1970, which a page of the documents has where the others have RFC 3339. */
export function isUnixTime(text: string): boolean {
  return /^\d{1,19}(?:\.\d{1,19})?$/.test(text);
}

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}
