import { ConfigurationError } from "../../errors/configuration-error.ts";
import { deepestNesting } from "../deepest-nesting.ts";
import { isTemplateTag } from "../shape/index.ts";
import type { Flow } from "../tree/index.ts";
import { flowKeys, innerKeys } from "./key-order.ts";
import { keyText, scalarText } from "./scalar-text.ts";

/**
 * Writes a flow as canonical YAML: the same flow gives the same text, keys stand in the order people write them in, and
 * a string that YAML 1.1 or 1.2 would read as something else is quoted. `parseFlow` reads the same flow back, with
 * `templateTags: "keep"` also one that has template tags.
 *
 * @throws ConfigurationError when more than 448 mappings and sequences stand inside each other (more than 111 choices), which
 * `parseFlow` does not read back
 * @example
 * printFlow({ version: "v1", type: "flow", steps: [{ type: "wait", name: "pause", duration: 60 }] });
 * // version: v1
 * // type: flow
 * // steps:
 * //   - type: wait
 * //     name: pause
 * //     duration: 60
 */
export function printFlow(flow: Flow): string {
  return `${collectionText(flow, flowKeys, "")}\n`;
}

// YAML readers look no further for the colon after a key.
const longestKey = 1_000;

/** Every line but the first stands behind `indent`. Constants keep the order of their keys. */
function mappingText(mapping: object, order: readonly string[] | undefined, indent: string): string {
  const values = mapping as { readonly [key: string]: unknown };
  const lines: string[] = [];
  for (const key of order ?? Object.keys(values)) {
    const value = values[key];
    if (value === undefined) continue;
    const keys = order === undefined ? undefined : innerKeys[key];
    const written = keyText(key);
    lines.push(
      written.length > longestKey
        ? `? ${written}\n${indent}:${itemText(value, keys, indent)}`
        : `${written}:${valueText(value, keys, indent)}`,
    );
  }
  return lines.join(`\n${indent}`);
}

/** What follows the colon of a key that stands behind `indent`. */
function valueText(value: unknown, keys: readonly string[] | undefined, indent: string): string {
  const inner = `${indent}  `;
  if (isTemplateTag(value)) return ` ${value.tag}${valueText(value.value, undefined, indent)}`;
  const text = collectionText(value, keys, inner);
  return text === "" ? ` ${scalarText(value, inner)}` : `\n${inner}${text}`;
}

/** What follows the dash of an item that stands behind `indent`. */
function itemText(value: unknown, keys: readonly string[] | undefined, indent: string): string {
  if (isTemplateTag(value)) return valueText(value, undefined, indent);
  const inner = `${indent}  `;
  return ` ${collectionText(value, keys, inner) || scalarText(value, inner)}`;
}

/** A mapping or a sequence; empty when it is, and for a scalar. */
function collectionText(value: unknown, keys: readonly string[] | undefined, indent: string): string {
  if (typeof value !== "object" || value === null) return "";
  // Every level is indented by two more.
  if (indent.length >= 2 * deepestNesting) throw tooDeep();
  if (!Array.isArray(value)) return mappingText(value, keys, indent);
  return value.map((item: unknown) => `-${itemText(item, keys, indent)}`).join(`\n${indent}`);
}

function tooDeep(): ConfigurationError {
  return new ConfigurationError(
    `Failed to print the flow: more than ${deepestNesting} mappings and sequences stand inside each other. Move inner steps into flows of their own.`,
  );
}
