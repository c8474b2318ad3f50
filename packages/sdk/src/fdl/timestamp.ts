const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Whether a text is a moment as a wait step's `timestamp` takes it: RFC 3339, e.g. `2030-01-31T12:00:00Z`. */
export function isTimestamp(text: string): boolean {
  return rfc3339.test(text) && !Number.isNaN(Date.parse(text));
}
