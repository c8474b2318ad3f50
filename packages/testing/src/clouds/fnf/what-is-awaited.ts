import { parseFunctionArn } from "@fnfkit/sdk/contract";
import type { Pending, PendingTask } from "../../engine/index.ts";
import type { FunctionInvoker } from "../fc/invocation.ts";
import type { ExecutionRecord } from "./records.ts";

/** What an execution waits for, by which step, and how a test can provide it. */
export function whatIsAwaited(
  { execution }: ExecutionRecord,
  functions: Pick<FunctionInvoker, "lastOutcome">,
): string {
  return [...execution.pending].map((pending) => sentence(pending, functions)).join(" ");
}

function sentence(pending: Pending, functions: Pick<FunctionInvoker, "lastOutcome">): string {
  if (pending.kind === "task") return taskSentence(pending, functions);
  const until = new Date(pending.until).toISOString();
  const what = pending.kind === "wait" ? "waits until" : "is tried again at";
  return `Step "${pending.step}" ${what} ${until}. Let time pass with clouds.clock.advance("2h").`;
}

function taskSentence(
  { step, awaitsReport, resourceArn }: PendingTask,
  functions: Pick<FunctionInvoker, "lastOutcome">,
): string {
  const target = parseFunctionArn(resourceArn);
  if (awaitsReport) {
    // What the function threw is left where it is: it may hold the token.
    const hasFailed = target !== undefined && functions.lastOutcome(target)?.kind === "failed";
    const hint = hasFailed
      ? ` Its function "${target.name}" failed before it reported: clouds.calls(contract) says how.`
      : "";
    return `Step "${step}" awaits a report of its task token. Report it with reporter.succeed(token, output) or clouds.succeed("${step}", output), let it time out with clouds.expire("${step}"), or let time pass with clouds.clock.advance("2h").${hint}`;
  }
  const name = target?.name ?? resourceArn;
  return `Step "${step}" awaits the end of function "${name}". Let the function end, let time pass with clouds.clock.advance("2h"), or let the step time out with clouds.expire("${step}"). If it is busy in real time, give it more with setupClouds({ stalledAfterMs }).`;
}
