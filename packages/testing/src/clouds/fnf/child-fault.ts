import { CloudError } from "../../wire/cloud-error.ts";
import type { Fault } from "../faults/index.ts";
import { resourceThrottled } from "./refusals.ts";
import type { WorkflowState } from "./workflow-state.ts";

// What is done all the same cannot be told from what goes well, inside the service.
const refusals: ReadonlySet<Fault> = new Set(["throttle", "error500", "reset", "timeout"]);

/**
 * Refuses the start of a child if a fault befalls it.
 *
 * @throws CloudError 429 `ResourceThrottled`, or 500 `InternalServerError`, which also stands for no answer
 */
export function sufferChildFault(
  { world: { faults } }: WorkflowState,
  params: { readonly [name: string]: string },
): void {
  const call = { service: "fnf", action: "StartExecution", params } as const;
  const rule = faults.strike(call, (fault) => refusals.has(fault));
  if (rule === undefined) return;
  if (rule.fault === "throttle") throw resourceThrottled();
  throw new CloudError(500, "InternalServerError", "An internal error has occurred. Please retry.");
}
