/**
 * Reads a `Retry-After` header: seconds, or a date.
 *
 * @param now - milliseconds since the Unix epoch
 * @returns how long to wait, in milliseconds; nothing when the header is absent or makes no sense
 */
export function retryAfterMs(header: unknown, now: number): number | undefined {
  if (typeof header !== "string" || header.trim() === "") return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
