import type { Json } from "@fnfkit/sdk/contract";

// Data are never changed, only put together anew, so what was measured once keeps its size.
const known = new WeakMap<object, number>();

/**
 * How many bytes a value takes as JSON in UTF-8.
 *
 * What is nested too deep to be written at all takes infinitely many.
 *
 * What was measured before costs nothing, neither by itself nor as a member of the value: a local that grows key by key
 * costs what is new in it.
 */
export function jsonBytes(value: Json): number {
  if (typeof value !== "object" || value === null) return scalarBytes(value);
  const measured = known.get(value);
  if (measured !== undefined) return measured;
  const bytes = Array.isArray(value) ? listBytes(value) : membersBytes(value as { [key: string]: Json });
  known.set(value, bytes);
  return bytes;
}

function listBytes(items: readonly Json[]): number {
  let bytes = 2 + Math.max(0, items.length - 1);
  for (const item of items) bytes += memberBytes(item);
  return bytes;
}

function membersBytes(members: { readonly [key: string]: Json }): number {
  let bytes = 2;
  for (const key in members) {
    bytes += textBytes(key) + 1 + memberBytes(members[key] as Json) + (bytes > 2 ? 1 : 0);
  }
  return bytes;
}

function memberBytes(value: Json): number {
  if (typeof value !== "object" || value === null) return scalarBytes(value);
  const measured = known.get(value);
  if (measured !== undefined) return measured;
  const bytes = writtenBytes(value);
  known.set(value, bytes);
  return bytes;
}

function writtenBytes(value: object): number {
  try {
    return Buffer.byteLength(JSON.stringify(value));
  } catch (overflow) {
    if (!(overflow instanceof RangeError)) throw overflow;
    return Number.POSITIVE_INFINITY;
  }
}

function scalarBytes(value: string | number | boolean | null): number {
  return typeof value === "string" ? textBytes(value) : `${value}`.length;
}

function textBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
