import { FlowDefinitionError } from "../errors/flow-definition-error.ts";
import type { Path } from "../fdl/source.ts";
import { Refusal } from "./refusal.ts";

/** Runs `build`; a refusal becomes an error that knows the flow and the place, and names the step if there is one. */
export function guarded<T>(flow: string, path: Path, build: () => T, step?: string): T {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const named = step === undefined || error.message.includes(`"${step}"`);
    const message = named ? error.message : `Step "${step}": ${error.message}`;
    throw new FlowDefinitionError(flow, [{ code: error.rule, severity: "error", message, path }]);
  }
}
