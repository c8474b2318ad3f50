import { isDeepStrictEqual } from "node:util";
import { type Diagnostic, FlowDefinitionError } from "../errors/flow-definition-error.ts";
import type { FlowDefinition } from "../flow/flow-definition.ts";
import type { FlowText } from "./flow-text.ts";

/** A definition that may be deployed. */
export interface CheckedDefinition {
  readonly text: string;
  /** What is worth knowing about it; no errors. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether another text says the same: layout, comments and the order of keys do not count. */
  isSameAs(text: string): boolean;
}

/**
 * Writes a flow down, unless something is wrong with it. Loads the language when called.
 *
 * @throws FlowDefinitionError with everything that is wrong
 */
export async function checkedDefinition(flow: FlowDefinition | FlowText): Promise<CheckedDefinition> {
  const { checkFlow, parseFlow, printFlow } = await import("../fdl/index.ts");
  const isText = "definition" in flow;
  const text = isText ? flow.definition : printFlow(flow.tree);
  const parsed = parseFlow(text);
  // Lines and columns mean something only in a text that somebody wrote.
  const options = isText ? { source: parsed.source } : {};
  const found = parsed.flow === undefined ? [] : checkFlow(parsed.flow, options);
  const diagnostics = [...parsed.diagnostics, ...found];
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new FlowDefinitionError(flow.name, errors);
  return {
    text,
    diagnostics,
    isSameAs: (other) => other === text || isDeepStrictEqual(parseFlow(other).flow, parsed.flow),
  };
}

/** A definition in the one layout that all have which say the same; as it is when it is in another language. */
export async function canonicalText(definition: string): Promise<string> {
  const { parseFlow, printFlow } = await import("../fdl/index.ts");
  const { flow } = parseFlow(definition);
  return flow === undefined ? definition : printFlow(flow);
}
