/** A time as the service writes it, e.g. `2019-01-01T01:01:01.001Z`; blank when there is none. */
export function wireTime(time: number | undefined): string {
  return time === undefined ? "" : new Date(time).toISOString();
}

const eightHoursMs = 28_800_000;

/** A time as the newer actions write it, in Beijing's: `2024-01-01T09:01:01.001+08:00`. */
export function beijingTime(time: number): string {
  return new Date(time + eightHoursMs).toISOString().replace("Z", "+08:00");
}
