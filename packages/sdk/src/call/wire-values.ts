import { isJsonObject, type Json, type JsonObject } from "../contract/json.ts";

/** A text of an answer; the service writes an empty one where there is none. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A moment of an answer; newer actions write it in Beijing's time. */
export function dateOf(value: Json | undefined): Date | undefined {
  const date = new Date(textOf(value) ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** A number of an answer; one action writes the numbers of another as texts. */
export function numberOf(value: Json | undefined): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** The object that an answer carries, itself or as JSON text. */
export function objectOf(value: Json | undefined): JsonObject | undefined {
  if (isJsonObject(value)) return value;
  const text = textOf(value);
  if (text === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The objects of a list in an answer. */
export function objectsOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((item: Json): item is JsonObject => isJsonObject(item)) : [];
}
