import type { Params } from "./params.ts";
import { mapRunNotExists } from "./refusals.ts";
import { findExecution, type WorkflowState } from "./workflow-state.ts";

/** Describes or changes a map run, of which the executions of a steps flow have none. */
export function noMapRun(state: WorkflowState, params: Params): never {
  const { name } = findExecution(state, params.name("FlowName"), params.name("ExecutionName"));
  throw mapRunNotExists(params.required("MapRunName"), name);
}
