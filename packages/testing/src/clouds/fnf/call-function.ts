import type { FunctionTarget } from "@fnfkit/sdk/contract";
import type { CallNews, Cancel, ServiceCall } from "../../engine/index.ts";
import { CloudError } from "../../wire/cloud-error.ts";
import type { Invocation, InvocationOutcome } from "../fc/invocation.ts";
import { mayStopJob } from "./flow-role.ts";
import { submit } from "./submission.ts";
import { noteUnheard } from "./unheard.ts";
import type { WorkflowState } from "./workflow-state.ts";

type Tell = (news: CallNews) => void;

// What is under way can only be stopped when it is a job.
const nothingToStop: Cancel = () => {};

/** Calls a function for a task, `Sync` or `Async` as its parameters say, in the name of the flow's role. */
export function callFunction(
  state: WorkflowState,
  role: string,
  target: FunctionTarget,
  call: ServiceCall,
  tell: Tell,
): Cancel {
  const { InvocationType: type, StatefulAsyncInvocationID: jobId } = call.params;
  if (type === undefined || type === "Sync") return invoke(state, target, call, tell);
  const isAsync = type === "Async";
  if (isAsync && (jobId === undefined || typeof jobId === "string"))
    return enqueue(state, role, target, call, jobId, tell);
  const cause = isAsync
    ? "StatefulAsyncInvocationID must be a string"
    : `InvocationType must be Sync or Async, not ${JSON.stringify(type)}`;
  tell({ kind: "failed", error: "FC.InvalidArgument", cause });
  return nothingToStop;
}

function invoke({ world, functions }: WorkflowState, target: FunctionTarget, call: ServiceCall, tell: Tell) {
  tell({ kind: "started" });
  void functions.invoke(invocation(world, target, call)).then(
    (outcome) => tell(newsOf(outcome)),
    (refusal: unknown) => tell(refused(refusal)),
  );
  return nothingToStop;
}

function enqueue(
  state: WorkflowState,
  role: string,
  target: FunctionTarget,
  call: ServiceCall,
  jobId: string | undefined,
  tell: Tell,
): Cancel {
  const { world, functions } = state;
  try {
    const submission = submit(state, call.task, tell);
    const accepted = functions.enqueue({
      ...invocation(world, target, call),
      ...(jobId !== undefined && { jobId }),
      onEnd: (outcome) => {
        const reason = unheard(state, target, call, outcome);
        if (reason === undefined) submission.tell(newsOf(outcome));
        else noteUnheard(call.task, reason);
      },
    });
    submission.accept();
    const job = accepted.jobId;
    return () => {
      submission.cancel();
      if (job !== undefined && mayStopJob(state, role, target, job)) functions.stopJob(target, job);
    };
  } catch (refusal) {
    tell(refused(refusal));
    return nothingToStop;
  }
}

/**
 * Why a step that waits for an asynchronous function does not hear of its end, if so: Function Compute reports it in the name
 * of the function's role.
 */
function unheard(
  { world: { access }, functions }: WorkflowState,
  target: FunctionTarget,
  { pattern }: ServiceCall,
  { kind }: InvocationOutcome,
): string | undefined {
  if (pattern !== "sync" || !access.isEnforced) return undefined;
  const action = kind === "succeeded" ? "fnf:ReportTaskSucceeded" : "fnf:ReportTaskFailed";
  const role = functions.roleOf(target) ?? "";
  if (access.isAllowed(role, action, "*")) return undefined;
  const who = role === "" ? "it has no role" : `its role '${role}' lacks that`;
  return `It has ended, but the step does not hear of it: the function's role must allow ${action}, and ${who}.`;
}

function invocation(
  { passTaskToken }: WorkflowState["world"],
  target: FunctionTarget,
  { pattern, input, task }: ServiceCall,
): Invocation {
  const { step } = task;
  const asPayload = (event: object) => Buffer.from(JSON.stringify(event));
  if (pattern !== "waitForCallback" || passTaskToken === "mapped")
    return { target, step, payload: asPayload(input) };
  if (passTaskToken === "event") {
    return { target, step, payload: asPayload({ ...input, taskToken: task.token }) };
  }
  return { target, step, payload: asPayload(input), taskToken: task.token };
}

function newsOf(outcome: InvocationOutcome): CallNews {
  if (outcome.kind === "succeeded") {
    return { kind: "answered", result: Buffer.from(outcome.payload).toString() };
  }
  return { kind: "failed", error: outcome.errorType ?? "FC.Unknown", cause: outcome.body };
}

function refused(refusal: unknown): CallNews {
  if (!(refusal instanceof CloudError)) throw refusal;
  // What a cause says is nowhere documented, so it may say what to do in a test.
  const advice =
    refusal.status === 404
      ? ". Deploy it with clouds.implement(contract, …) or clouds.deploy(contract, handler)."
      : "";
  return { kind: "failed", error: `FC.${refusal.code}`, cause: `${refusal.message}${advice}` };
}
