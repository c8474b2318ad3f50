const unitsMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A span of time: milliseconds, or a number with its unit such as `"90s"`, `"15m"`, `"2h"` or `"1d"`. */
export type Duration = number | `${number}${keyof typeof unitsMs}`;

/**
 * A duration in milliseconds.
 *
 * @throws RangeError when it is no duration, or a negative one
 */
export function milliseconds(duration: Duration): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(String(duration)) ?? [];
  const value =
    typeof duration === "number" ? duration : Number(amount) * unitsMs[unit as keyof typeof unitsMs];
  if (value >= 0 && value < Number.POSITIVE_INFINITY) return value;
  throw new RangeError(
    `Failed to read "${duration}" as a duration: give milliseconds, or a number with its unit such as "90s", "15m", "2h" or "1d".`,
  );
}
