import type { Json } from "../../contract/json.ts";
import { isTemplateTag } from "../shape/index.ts";
import type { Path } from "../source.ts";
import type { TemplateTag } from "../tree/index.ts";

/** A string inside a constant, and where it is from the constant downwards. */
export interface NestedString {
  readonly text: string;
  readonly path: Path;
}

interface Place {
  readonly value: Json | TemplateTag;
  readonly segment: Path[number];
  readonly parent: Place | undefined;
}

/** Every string inside an object or an array, at any depth; what a template tag holds is not looked at. */
export function* nestedStrings(constant: Json | TemplateTag): Iterable<NestedString> {
  const waiting: Place[] = [{ value: constant, segment: "", parent: undefined }];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { value } = place;
    if (typeof value === "string" && place.parent !== undefined) yield { text: value, path: pathOf(place) };
    if (typeof value !== "object" || value === null || isTemplateTag(value)) continue;
    const isArray = Array.isArray(value);
    for (const [key, inner] of Object.entries(value).reverse()) {
      waiting.push({ value: inner as Json, segment: isArray ? Number(key) : key, parent: place });
    }
  }
}

function pathOf(place: Place): Path {
  const path: Path[number][] = [];
  for (let at: Place = place; at.parent !== undefined; at = at.parent) path.push(at.segment);
  return path.reverse();
}
