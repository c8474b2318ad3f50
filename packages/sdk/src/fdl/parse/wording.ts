import { isJsonObject, type Json } from "../../contract/json.ts";
import { quoted } from "../excerpt.ts";
import type { Path } from "../source.ts";

/** What YAML calls the types of JSON. */
export const kinds: { readonly [type: string]: string } = { object: "mapping", array: "sequence" };

/** What YAML calls a value other than `null`. */
export function kindOf(value: Json): string {
  return Array.isArray(value) ? "sequence" : (kinds[typeof value] ?? typeof value);
}

/** The key that a value, or the list it is an item of, stands under; none for the flow itself. */
export function attributeOf(path: Path): string | undefined {
  return path.findLast((segment) => typeof segment === "string");
}

/** What a message is about: `"retry[0].errors" of step "audit"`. */
export function subject(data: Json, path: Path): string {
  const series = lastStep(path);
  const step = series === -1 ? undefined : valueAt(data, path.slice(0, series + 2));
  if (!isJsonObject(step))
    return path.length === 0 ? "The flow" : `${quoted(attributeText(path))} of the flow`;
  const owner =
    typeof step.name === "string"
      ? `step ${quoted(step.name)}`
      : `step number ${Number(path[series + 1]) + 1}`;
  const attribute = path.slice(series + 2);
  return attribute.length === 0 ? `S${owner.slice(1)}` : `${quoted(attributeText(attribute))} of ${owner}`;
}

/** Where the innermost step of a path begins in it: `"steps"` and a place after it. */
function lastStep(path: Path): number {
  return path.findLastIndex((segment, at) => segment === "steps" && typeof path[at + 1] === "number");
}

function attributeText(path: Path): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`))
    .join("")
    .slice(1);
}

function valueAt(data: Json, path: Path): Json | undefined {
  let value: Json | undefined = data;
  for (const segment of path) value = (value as { readonly [key in string | number]: Json })[segment];
  return value;
}
