import type { JsonObject } from "@fnfkit/sdk/contract";
import type { TaskOutcome } from "../world.ts";
import { Params } from "./params.ts";
import { invalidArgument } from "./refusals.ts";
import type { WorkflowState } from "./workflow-state.ts";

export function reportTaskSucceeded({ tokens }: WorkflowState, params: Params): JsonObject {
  const token = params.required("TaskToken");
  const output = params.jsonObject("Output", params.required("Output"));
  return { EventId: tokens.redeem(token).succeed(output) };
}

export function reportTaskFailed({ tokens }: WorkflowState, params: Params): JsonObject {
  const token = params.required("TaskToken");
  params.required("Error");
  const error = params.text("Error", 128);
  if (error === undefined) throw invalidArgument("Error must have 1 to 128 characters");
  const cause = params.text("Cause", 4096) ?? "";
  return { EventId: tokens.redeem(token).fail(error, cause) };
}

/** Reports as a holder of the token would, without the way over the wire. */
export function reportTask(state: WorkflowState, token: string, outcome: TaskOutcome): void {
  if (outcome.kind === "succeeded") {
    reportTaskSucceeded(state, new Params({ TaskToken: token, Output: outcome.output }));
  } else {
    reportTaskFailed(state, new Params({ TaskToken: token, Error: outcome.error, Cause: outcome.cause }));
  }
}
