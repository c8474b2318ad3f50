/** A time as the service writes it, e.g. `2019-01-01T01:01:01.001Z`; blank when there is none. */
export function wireTime(time: number | undefined): string {
  return time === undefined ? "" : new Date(time).toISOString();
}
