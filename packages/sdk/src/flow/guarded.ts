import { FlowDefinitionError } from "../errors/flow-definition-error.ts";
import type { Path } from "../fdl/source.ts";
import { Refusal } from "./refusal.ts";

/** Runs `build`; a refusal becomes an error that knows the flow and the place. */
export function guarded<T>(flow: string, path: Path, build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new FlowDefinitionError(flow, [
      { code: error.rule, severity: "error", message: error.message, path },
    ]);
  }
}
