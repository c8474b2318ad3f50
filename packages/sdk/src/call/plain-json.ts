import type { Json } from "../contract/json.ts";

/**
 * Makes plain JSON of what a vendor's client parsed: objects with `Object.prototype` again, numbers in place of the
 * `BigNumber` objects it makes of long ones.
 */
export function plainJson(value: unknown): Json {
  if (typeof value !== "object" || value === null) return value as Json;
  if (Array.isArray(value)) return value.map(plainJson);
  if ("_isBigNumber" in value) return Number(String(value));
  const plain: Record<string, Json> = {};
  for (const [key, part] of Object.entries(value)) {
    // What is assigned under this name would become the prototype.
    if (key === "__proto__") Object.defineProperty(plain, key, { ...itsOwn, value: plainJson(part) });
    else plain[key] = plainJson(part);
  }
  return plain;
}

const itsOwn = { enumerable: true, configurable: true, writable: true };
