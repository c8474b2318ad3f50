import { parseFunctionArn } from "@fnfkit/sdk/contract";
import type { Pending, PendingTask } from "../../engine/index.ts";
import type { ExecutionRecord } from "./records.ts";

/** What an execution waits for, by which step, and how a test can provide it. */
export function whatIsAwaited({ execution }: ExecutionRecord): string {
  return [...execution.pending].map(sentence).join(" ");
}

function sentence(pending: Pending): string {
  if (pending.kind === "task") return taskSentence(pending);
  const until = new Date(pending.until).toISOString();
  const what = pending.kind === "wait" ? "waits until" : "is tried again at";
  return `Step "${pending.step}" ${what} ${until}. Let time pass with clouds.clock.advance("2h").`;
}

function taskSentence({ step, awaitsReport, resourceArn }: PendingTask): string {
  if (awaitsReport) {
    return `Step "${step}" awaits a report of its task token. Report it with reporter.succeed(token, output) or clouds.succeed("${step}", output), let it time out with clouds.expire("${step}"), or let time pass with clouds.clock.advance("2h").`;
  }
  const name = parseFunctionArn(resourceArn)?.name ?? resourceArn;
  return `Step "${step}" awaits the end of function "${name}". Let the function end, let time pass with clouds.clock.advance("2h"), or let the step time out with clouds.expire("${step}"). If it is busy in real time, give it more with setupClouds({ stalledAfterMs }).`;
}
