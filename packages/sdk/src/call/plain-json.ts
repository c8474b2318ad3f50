import type { Json } from "../contract/json.ts";

/**
 * Makes plain JSON of what a vendor's client parsed: objects with `Object.prototype` again, numbers in place of the
 * `BigNumber` objects it makes of long ones.
 */
export function plainJson(value: unknown): Json {
  if (Array.isArray(value)) return value.map(plainJson);
  if (typeof value !== "object" || value === null) return value as Json;
  if ("_isBigNumber" in value) return Number(String(value));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plainJson(part)]));
}
