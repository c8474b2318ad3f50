const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** Seconds as people say them: 5,400 are `1 hour 30 minutes`. */
export function durationInWords(seconds: number): string {
  const parts: string[] = [];
  let rest = seconds;
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    if (count < 1) continue;
    parts.push(counted(count, unit));
    // Fractions of a second are rounded: subtraction leaves them inexact.
    rest = Math.round((rest - count * length) * 1_000) / 1_000;
  }
  if (rest !== 0 || parts.length === 0) parts.push(counted(rest, "second"));
  return parts.join(" ");
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
