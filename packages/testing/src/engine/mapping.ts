import type { Json, JsonObject } from "@fnfkit/sdk/contract";
import {
  isReferenceText,
  isStepReferenceText,
  isTemplateTag,
  type Mappings,
  parseReference,
  type ReferenceScope,
  resolveReference,
  type TemplateTag,
} from "@fnfkit/sdk/fdl";
import { RuntimeFailure } from "./flow-error.ts";

/** The object that mappings make of a scope. */
export function applyMappings(mappings: Mappings, scope: ReferenceScope): JsonObject {
  return Object.fromEntries(mappings.map(({ target, source }) => [target, sourceValue(source, scope)]));
}

function sourceValue(source: Json, scope: ReferenceScope): Json {
  return typeof source === "string" && isReferenceText(source) ? follow(source, scope) : constant(source);
}

/** The value of a service's parameter or of a wait's time: `$` and `$.key` read the step's input. */
export function stepValue(value: Json, input: JsonObject): Json {
  return typeof value === "string" && isStepReferenceText(value)
    ? follow(value, { step: input })
    : constant(value);
}

function constant(value: Json): Json {
  if (isTemplateTag(value)) throw unresolvedTag(value);
  return value;
}

/** What to say of a tag that is still there when a flow runs. */
export function unresolvedTag({ tag, value }: TemplateTag): RuntimeFailure {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return new RuntimeFailure(
    `${tag} ${text} was not resolved: a deployment tool does so before the service sees the flow. Run the flow with a value in its place`,
  );
}

function follow(text: string, scope: ReferenceScope): Json {
  const { reference, error } = parseReference(text);
  if (reference === undefined)
    throw new RuntimeFailure(`reference "${text}" cannot be read: ${error.message}`);
  const resolved = resolveReference(reference, scope);
  if (!resolved.found) throw new RuntimeFailure(`reference "${text}" points to nothing`);
  return resolved.value;
}

/** Top-level merge: `over` wins. Does not copy what needs no change. */
export function merged(under: JsonObject, over: JsonObject): JsonObject {
  return isEmpty(over) ? under : isEmpty(under) ? over : { ...under, ...over };
}

function isEmpty(object: JsonObject): boolean {
  for (const _ in object) return false;
  return true;
}
