import type { JsonObject } from "@fnfkit/sdk/contract";
import type { PendingTask } from "../../engine/index.ts";
import type { TaskOutcome } from "../world.ts";
import { checkEventText } from "./limits.ts";
import { Params } from "./params.ts";
import { invalidArgument, taskInvalidState } from "./refusals.ts";
import type { WorkflowState } from "./workflow-state.ts";

export function reportTaskSucceeded(state: WorkflowState, params: Params): JsonObject {
  const token = params.required("TaskToken");
  const text = params.required("Output");
  checkEventText(text, state.limits);
  const output = params.jsonObject("Output", text);
  return { EventId: reportable(state, token).succeed(output) };
}

export function reportTaskFailed(state: WorkflowState, params: Params): JsonObject {
  const token = params.required("TaskToken");
  params.required("Error");
  const error = params.text("Error", 128);
  if (error === undefined) throw invalidArgument("Error must have 1 to 128 characters");
  const cause = params.text("Cause", 4096) ?? "";
  return { EventId: reportable(state, token).fail(error, cause) };
}

function reportable({ tokens, submitting }: WorkflowState, token: string): PendingTask {
  const task = tokens.redeem(token);
  if (submitting.has(task)) throw taskInvalidState(task.step);
  return task;
}

/** Reports as a holder of the token would, without the way over the wire. */
export function reportTask(state: WorkflowState, token: string, outcome: TaskOutcome): void {
  if (outcome.kind === "succeeded") {
    reportTaskSucceeded(state, new Params({ TaskToken: token, Output: outcome.output }));
  } else {
    reportTaskFailed(state, new Params({ TaskToken: token, Error: outcome.error, Cause: outcome.cause }));
  }
}
