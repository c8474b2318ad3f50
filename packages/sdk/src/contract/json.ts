/** What JSON can carry. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** What a step's input and output must be. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether `value` is a JSON object: not an array, not `null`. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
