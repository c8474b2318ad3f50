import { isJsonObject, type Json, type JsonObject } from "../contract/json.ts";

/** A text of an answer; the service writes an empty one where there is none. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A moment of an answer. */
export function dateOf(value: Json | undefined): Date | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : new Date(text);
}

/** The object that an answer carries as JSON text. */
export function objectOf(value: Json | undefined): JsonObject | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
