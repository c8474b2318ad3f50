import { isReferenceText } from "../fdl/reference/index.ts";
import { createRef, type Ref } from "./ref.ts";
import { refuse } from "./refusal.ts";

/**
 * A reference as FDL has it, for what the types know nothing of. What it leads to is unknown, and fits no mapping that
 * wants a certain type, unless you say what it is.
 *
 * @example
 * .pass("read", { output: () => ({ sku: rawRef<string>("$input.legacy.sku") }) })
 * // outputMappings: [{ target: sku, source: $input.legacy.sku }]
 *
 * @throws FlowDefinitionError from the step that uses it, when FDL would read the text as a constant
 */
export function rawRef(text: string): Ref<unknown>;
export function rawRef<T>(text: string): Ref<T>;
export function rawRef(text: string): Ref<unknown> {
  if (!isReferenceText(text) && !/^\$(?:\.|\[|$)/.test(text)) {
    refuse(
      "reference-form",
      `"${text}" is no reference: one begins with $input, $local or $context, or with $ in a step's own parts.`,
    );
  }
  return createRef(text) as Ref<unknown>;
}
