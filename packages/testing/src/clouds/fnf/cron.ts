import { everyPlan } from "./every.ts";

/** When a schedule fires. Times in milliseconds since the Unix epoch. */
export interface Plan {
  /** The first time after `after`; nothing when it never fires again. */
  next(after: number): number | undefined;
}

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const fields = {
  second: { name: "second", least: 0, most: 59 },
  minute: { name: "minute", least: 0, most: 59 },
  hour: { name: "hour", least: 0, most: 23 },
  day: { name: "day of the month", least: 1, most: 31 },
  month: { name: "month", least: 1, most: 12, names: months },
  weekday: { name: "day of the week", least: 0, most: 7, names: days },
} as const satisfies { readonly [name: string]: Field };

/**
 * Reads a cron expression of six fields, seconds first, in UTC, or `@every 90m`.
 *
 * @throws RangeError that says what is wrong
 */
export function parseSchedule(expression: string): Plan {
  if (expression.startsWith("@")) return everyPlan(expression);
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== 6) {
    throw new RangeError(`'${expression}' has ${texts.length} fields, and a cron expression has six`);
  }
  const [second, minute, hour, day, month, weekday] = texts as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return cronPlan({
    seconds: valuesOf(second, fields.second),
    minutes: valuesOf(minute, fields.minute),
    hours: valuesOf(hour, fields.hour),
    months: valuesOf(month, fields.month),
    isDay: dayTest(day, weekday),
  });
}

// A day that either of two narrowed fields names will do, as in every cron.
function dayTest(day: string, weekday: string): (date: Date) => boolean {
  const inMonth = valuesOf(day, fields.day);
  const inWeek = new Set([...valuesOf(weekday, fields.weekday)].map((value) => value % 7));
  const isNarrow = (text: string) => text !== "*" && text !== "?";
  const both = isNarrow(day) && isNarrow(weekday);
  return (date) => {
    const [fitsMonth, fitsWeek] = [inMonth.has(date.getUTCDate()), inWeek.has(date.getUTCDay())];
    return both ? fitsMonth || fitsWeek : fitsMonth && fitsWeek;
  };
}

function valuesOf(text: string, field: Field): ReadonlySet<number> {
  return new Set(text.split(",").flatMap((part) => rangeOf(part, field)));
}

function rangeOf(part: string, field: Field): readonly number[] {
  const [, range = "", step] = /^([^/]+)(?:\/([1-9]\d*))?$/.exec(part) ?? [];
  const isAny = range === "*" || range === "?";
  const [from, to = step === undefined ? from : `${field.most}`, ...more] = isAny
    ? [`${field.least}`, `${field.most}`]
    : range.split("-");
  const [first, last] = [numberOf(from, field), numberOf(to, field)];
  if (first === undefined || last === undefined || first > last || more.length > 0) {
    throw new RangeError(`'${part}' is no ${field.name} between ${field.least} and ${field.most}`);
  }
  const values: number[] = [];
  for (let value = first; value <= last; value += Number(step ?? 1)) values.push(value);
  return values;
}

function numberOf(text: string | undefined, { names = [], least, most }: Field): number | undefined {
  if (text === undefined) return undefined;
  const named = names.indexOf(text.toUpperCase());
  const value = named >= 0 ? named + least : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

interface Fields {
  readonly seconds: ReadonlySet<number>;
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly isDay: (date: Date) => boolean;
}

const secondMs = 1_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
// The longest gap there can be: from one 29 February to the next but one, over a century without.
const longestGapMs = 8 * 366 * dayMs;

function cronPlan({ seconds, minutes, hours, months, isDay }: Fields): Plan {
  return {
    next(after) {
      let time = after - (after % secondMs) + secondMs;
      const giveUpAt = time + longestGapMs;
      while (time <= giveUpAt) {
        const date = new Date(time);
        if (!months.has(date.getUTCMonth() + 1)) {
          time = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
        } else if (!isDay(date)) time += dayMs - (time % dayMs);
        else if (!hours.has(date.getUTCHours())) time += hourMs - (time % hourMs);
        else if (!minutes.has(date.getUTCMinutes())) time += minuteMs - (time % minuteMs);
        else if (!seconds.has(date.getUTCSeconds())) time += secondMs;
        else return time;
      }
      return undefined;
    },
  };
}
