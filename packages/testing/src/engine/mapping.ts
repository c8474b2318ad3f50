import type { Json, JsonObject } from "@fnfkit/sdk/contract";
import {
  isReferenceText,
  isStepReferenceText,
  isTemplateTag,
  type Mapping,
  type Mappings,
  parseReference,
  type ReferenceScope,
  resolveReference,
  type TemplateTag,
} from "@fnfkit/sdk/fdl";
import { RuntimeFailure } from "./flow-error.ts";
import { oncePer } from "./once-per.ts";

/** The object that mappings make of a scope. */
export function applyMappings(mappings: Mappings, scope: ReferenceScope): JsonObject {
  const made: { [key: string]: Json } = {};
  for (const mapping of mappings) put(made, mapping.target, readerOf(mapping)(scope));
  return made;
}

const readerOf = oncePer(({ source }: Mapping): ((scope: ReferenceScope) => Json) =>
  typeof source === "string" && isReferenceText(source) ? followed(source) : () => constant(source),
);

/** The value of a service's parameter or of a wait's time: `$` and `$.key` read the step's input. */
export function stepValue(value: Json, input: JsonObject): Json {
  return typeof value === "string" && isStepReferenceText(value)
    ? followed(value)({ step: input })
    : constant(value);
}

// Constants are the flow's own and frozen: what was looked through once needs no second look.
const looked = new WeakSet<object>();

function constant(value: Json): Json {
  if (typeof value !== "object" || value === null || looked.has(value)) return value;
  const tag = tagWithin(value);
  if (tag !== undefined) throw unresolvedTag(tag);
  looked.add(value);
  return value;
}

/** The first tag that a constant is or holds. */
function tagWithin(constant: Json): TemplateTag | undefined {
  const found: (Json | undefined)[] = [constant];
  // Grows as it is read.
  for (const value of found) {
    if (isTemplateTag(value)) return value;
    if (typeof value === "object" && value !== null)
      for (const inner of Object.values(value)) found.push(inner);
  }
  return undefined;
}

/** What to say of a tag that is still there when a flow runs. */
export function unresolvedTag({ tag, value }: TemplateTag): RuntimeFailure {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return new RuntimeFailure(
    `${tag} ${text} was not resolved: a deployment tool does so before the service sees the flow. Run the flow with a value in its place`,
  );
}

/** Follows a reference into a scope. */
function followed(text: string): (scope: ReferenceScope) => Json {
  const { reference, error } = parseReference(text);
  return (scope) => {
    if (reference === undefined)
      throw new RuntimeFailure(`reference "${text}" cannot be read: ${error.message}`);
    const resolved = resolveReference(reference, scope);
    if (!resolved.found) throw new RuntimeFailure(`reference "${text}" points to nothing`);
    return resolved.value;
  };
}

/** Top-level merge: `over` wins. Does not copy what needs no change. */
export function merged(under: JsonObject, over: JsonObject): JsonObject {
  if (isEmpty(over)) return under;
  if (isEmpty(under)) return over;
  // V8 is quick to copy the first object of a literal, and slow to copy a second one over it.
  const both: { [key: string]: Json } = { ...under };
  for (const key in over) put(both, key, over[key] as Json);
  return both;
}

/** Sets a key of its own, also where plain assignment would set the prototype. */
function put(object: { [key: string]: Json }, key: string, value: Json): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else object[key] = value;
}

function isEmpty(object: JsonObject): boolean {
  for (const _ in object) return false;
  return true;
}
