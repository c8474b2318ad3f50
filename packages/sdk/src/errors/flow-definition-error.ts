import { FnfkitError, isFnfkitError } from "./fnfkit-error.ts";

/** How serious a {@link Diagnostic} is: the service refuses or cannot run it, it is probably a mistake, or it is worth knowing. */
export type Severity = "error" | "warning" | "info";

/** One thing found in a flow definition. */
export interface Diagnostic {
  /** Stable name of the rule, e.g. `step-name-duplicate`. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong and what to do. */
  readonly message: string;
  /** Where in the definition, e.g. `["steps", 0, "name"]`. */
  readonly path: readonly (string | number)[];
  /** Line in the source, from 1, when the source is known. */
  readonly line?: number;
  /** Column in the source, from 1, when the source is known. */
  readonly column?: number;
}

/** A flow definition cannot be used; {@link FlowDefinitionError.diagnostics} says what is wrong, all of it at once. */
export class FlowDefinitionError extends FnfkitError {
  override readonly name = "FlowDefinitionError";
  override readonly code = "FLOW_DEFINITION";
  readonly flow: string;
  readonly diagnostics: readonly Diagnostic[];

  constructor(flow: string, diagnostics: readonly Diagnostic[]) {
    super(`Failed to define flow "${flow}":\n${diagnostics.map(line).join("\n")}`);
    this.flow = flow;
    this.diagnostics = diagnostics;
  }
}

function line({ code, message, path, line, column }: Diagnostic): string {
  const place = line === undefined ? path.join(".") : `${line}:${column ?? 1}`;
  return `  ${place === "" ? "" : `${place}: `}${message} [${code}]`;
}

/** Whether `value` is a {@link FlowDefinitionError} of any copy of fnfkit. */
export function isFlowDefinitionError(value: unknown): value is FlowDefinitionError {
  return isFnfkitError(value, "FLOW_DEFINITION");
}
