import type { Plan } from "./cron.ts";

const unitsMs: { readonly [unit: string]: number } = { s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * Reads `@every` with a time such as `90s`, `5m` or `1h30m`; it fires each time as much later.
 *
 * @throws RangeError when it is something else
 */
export function everyPlan(expression: string): Plan {
  const [, parts] = /^@every ((?:\d+[smh])+)$/.exec(expression) ?? [];
  const intervalMs = [...(parts ?? "").matchAll(/(\d+)([smh])/g)].reduce(
    (total, [, amount, unit = ""]) => total + Number(amount) * (unitsMs[unit] ?? 0),
    0,
  );
  if (intervalMs > 0) return { next: (after) => after + intervalMs };
  throw new RangeError(`'${expression}' is no '@every' with a time such as '90s', '5m' or '1h30m'`);
}
