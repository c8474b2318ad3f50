import type { Json } from "../contract/json.ts";
import { isReferenceText } from "../fdl/reference/index.ts";
import { isTemplateTag } from "../fdl/shape/index.ts";
import type { Mapping, Mappings, TemplateTag } from "../fdl/tree/index.ts";
import { textOf } from "./ref.ts";
import { refuse } from "./refusal.ts";

const deepest = 100;

/** The mappings that an object of sources writes. */
export function mappingsOf(sources: object): Mappings {
  if (textOf(sources) !== undefined || !isPlainObject(sources)) {
    refuse(
      "mapping-form",
      "A mapping is an object of keys and sources, made at once: return ({ key: reference }).",
    );
  }
  return Object.entries(sources).map(([target, source]) => mapping(target, source));
}

/** One mapping; refuses a source that FDL would read otherwise than it is meant. */
export function mapping(target: string, source: unknown): Mapping {
  const text = textOf(source);
  if (text !== undefined && !isReferenceText(text)) {
    refuse(
      "reference-form",
      `"${text}" under "${target}" reads the step's own input, which a mapping cannot: refer to $input, $local or $context.`,
    );
  }
  return Object.freeze({ target, source: text ?? constant(source, target) });
}

/** A constant, which must not be such that FDL reads it as a reference where it stands. */
export function constant(
  value: unknown,
  key: string,
  readsAsReference: (text: string) => boolean = isReferenceText,
): Json | TemplateTag {
  if (isTemplateTag(value)) return value;
  if (typeof value === "string" && readsAsReference(value)) {
    refuse(
      "constant-reads-as-reference",
      `The constant "${value}" under "${key}" would be read as a reference, and FDL has no way to escape it. Let a function or the execution's input give it.`,
    );
  }
  return frozenJson(value, key);
}

function frozenJson(value: unknown, key: string, depth = 0): Json {
  if (depth > deepest) {
    refuse("constant-not-json", `The constant under "${key.slice(0, 64)}" refers to itself, or is too deep.`);
  }
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (textOf(value) !== undefined) {
    refuse(
      "reference-nested",
      `The reference "${textOf(value)}" stands inside "${key}", but FDL resolves references at the top level of a mapping only. Map it under a key of its own.`,
    );
  }
  if (Array.isArray(value)) return Object.freeze(value.map((item) => frozenJson(item, key, depth + 1)));
  if (isPlainObject(value)) {
    const entries = Object.entries(value).map(([inner, item]) => [
      inner,
      frozenJson(item, `${key}.${inner}`, depth + 1),
    ]);
    return Object.freeze(Object.fromEntries(entries));
  }
  return refuse("constant-not-json", `The constant under "${key}" is nothing JSON can carry.`);
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
