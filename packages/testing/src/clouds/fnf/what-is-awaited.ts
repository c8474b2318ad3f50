import type { Pending, PendingTask } from "../../engine/index.ts";
import type { FunctionInvoker } from "../fc/invocation.ts";
import type { ExecutionRecord } from "./records.ts";
import { whyUnheard } from "./unheard.ts";

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
  const what = { wait: "waits until", retry: "is tried again at", entry: "may be entered at" }[pending.kind];
  return `Step "${pending.step}" ${what} ${until}. Let time pass with clouds.clock.advance("2h").`;
}

function taskSentence(task: PendingTask, functions: Pick<FunctionInvoker, "lastOutcome">): string {
  const { step, awaitsReport, resourceArn, target } = task;
  const called = target.kind === "function" ? target.function : undefined;
  if (awaitsReport) {
    // What the function threw is left where it is: it may hold the token.
    const ended = called === undefined ? undefined : functions.lastOutcome(called)?.kind;
    const hint = {
      failed: ` Its function "${called?.name}" failed before it reported: clouds.calls(contract) says how.`,
      succeeded: ` Its function "${called?.name}" has returned and left the report to somebody else; if it should report its result itself, wrap it with handleTask(contract, …).`,
      none: "",
    }[ended ?? "none"];
    return `Step "${step}" awaits a report of its task token. Report it with reporter.succeed(token, output) or clouds.succeed("${step}", output), let it time out with clouds.expire("${step}"), or let time pass with clouds.clock.advance("2h").${hint}`;
  }
  const timeOut = `let time pass with clouds.clock.advance("2h"), or let the step time out with clouds.expire("${step}")`;
  if (target.kind === "flow" || target.kind === "action") {
    return `Step "${step}" awaits the end of the execution that it has started by "${resourceArn}". Provide what that one waits for, ${timeOut}.`;
  }
  const name = called?.name ?? resourceArn;
  const unheard = whyUnheard(task);
  if (unheard !== undefined) {
    return `Step "${step}" awaits the end of function "${name}". ${unheard} Declare that in setupClouds({ roles }), or ${timeOut}.`;
  }
  return `Step "${step}" awaits the end of function "${name}". Let the function end, ${timeOut}. If it is busy in real time, give it more with setupClouds({ stalledAfterMs }).`;
}
