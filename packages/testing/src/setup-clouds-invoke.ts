import { setImmediate as macrotask } from "node:timers/promises";
import {
  type FunctionContract,
  type FunctionInput,
  functionArn,
  isJsonObject,
  type Json,
  type JsonObject,
  tokenKeysOf,
} from "@fnfkit/sdk/contract";
import type { Pattern } from "@fnfkit/sdk/fdl";
import {
  type Clouds,
  functionLabel,
  type InvocationOutcome,
  orStalled,
  whyTimeStands,
} from "./clouds/index.ts";
import type { PendingTask } from "./engine/index.ts";
import { CloudError } from "./wire/index.ts";

/** How to run a function alone. */
export interface InvokeOptions {
  /**
   * What a step that called it would wait for. With `waitForCallback` the event carries a task token, and with `sync` Function
   * Compute reports the function's end, after its retries. Default `requestResponse`.
   */
  readonly pattern?: Pattern;
  /** What the event carries under the contract's key for it, where it has one. */
  readonly jobId?: string;
}

/** What a function that ran alone has done. */
export interface Invoked {
  /** How it ended. */
  readonly outcome: InvocationOutcome;
  /** What it answered, read as JSON, its text when it is none; nothing when it failed. */
  readonly result: unknown;
  /** What has been reported with its token so far: what is reported later appears here too. */
  readonly reports: readonly TaskReport[];
  /** Its task token, with `waitForCallback`. */
  readonly token: string | undefined;
  /** What it wrote to its context's logger. */
  readonly log: readonly string[];
}

/** What a step would have been told. */
export type TaskReport =
  | { readonly outcome: "succeeded"; readonly output: JsonObject }
  | { readonly outcome: "failed"; readonly error: string; readonly cause: string };

/** Runs a deployed function once, as a step of a flow would call it, without a flow. */
export async function invokeAlone<Contract extends FunctionContract>(
  clouds: Clouds,
  contract: Contract,
  input: FunctionInput<Contract>,
  { pattern = "requestResponse", jobId }: InvokeOptions,
): Promise<Invoked> {
  const { functions, world, stalledAfterMs } = clouds;
  const label = functionLabel(contract);
  const reports: TaskReport[] = [];
  const token = pattern === "waitForCallback" ? issueToken(clouds, contract, reports) : undefined;
  const event: { [key: string]: Json | undefined } = { ...(input as JsonObject) };
  if (jobId !== undefined && contract.jobId !== undefined) event[contract.jobId] = jobId;
  const [mappedKey = "taskToken"] = tokenKeysOf(contract);
  const tokenKey = { mapped: mappedKey, event: "taskToken", context: undefined, header: undefined }[
    world.passTaskToken
  ];
  if (token !== undefined && tokenKey !== undefined) event[tokenKey] = token;
  const invocation = {
    target: contract,
    payload: Buffer.from(JSON.stringify(event)),
    ...(token !== undefined && tokenKey === undefined && { taskToken: token }),
  };
  const run = () =>
    pattern === "sync"
      ? new Promise<InvocationOutcome>((onEnd) => void functions.enqueue({ ...invocation, onEnd }))
      : functions.invoke(invocation);
  const leave = world.clock.attend();
  try {
    const outcome = await orStalled(run().catch(explain(label)), {
      afterMs: stalledAfterMs,
      progress: () => world.clock.now(),
      stalled: () =>
        new Error(
          `Failed to see the end of function "${label}": it does not come by itself. ${whyTimeStands(functions)}`,
        ),
    });
    // What the function has set off, and not awaited, may still report.
    await macrotask();
    if (pattern === "sync") reports.push(reportOf(outcome));
    const log = functions.calls(contract).at(-1)?.log ?? [];
    return { outcome, result: resultOf(outcome), reports, token, log };
  } finally {
    leave();
  }
}

/** Says of a refusal which call it was of, and what to do. */
function explain(label: string): (refusal: unknown) => never {
  return (refusal) => {
    if (!(refusal instanceof CloudError)) throw refusal;
    const hint =
      refusal.status === 404
        ? " Deploy it first with clouds.implement(contract, …) or clouds.deploy(contract, handler)."
        : "";
    throw new Error(`Failed to invoke function "${label}": ${refusal.message} (${refusal.code}).${hint}`);
  };
}

/** A token like a step's, whose reports end up in a list. */
function issueToken({ flows, world }: Clouds, contract: FunctionContract, reports: TaskReport[]): string {
  const nothing = () => {};
  const task: PendingTask = {
    kind: "task",
    step: contract.name,
    eventId: 2,
    attempt: 1,
    resourceArn: functionArn(contract),
    target: { kind: "function", function: contract },
    pattern: "waitForCallback",
    input: {},
    token: "",
    get isOver() {
      return reports.length > 0;
    },
    awaitsReport: true,
    succeed: (output) => reports.push({ outcome: "succeeded", output }),
    fail: (error, cause) => reports.push({ outcome: "failed", error, cause }),
    expire: nothing,
    cancel: nothing,
  };
  return flows.issueToken("no-flow", world.ids.requestId(), task);
}

function resultOf(outcome: InvocationOutcome): unknown {
  if (outcome.kind === "failed") return undefined;
  const text = Buffer.from(outcome.payload).toString();
  try {
    return JSON.parse(text);
  } catch {
    return text === "" ? undefined : text;
  }
}

function reportOf(outcome: InvocationOutcome): TaskReport {
  if (outcome.kind === "failed") {
    return { outcome: "failed", error: outcome.errorType ?? "FC.Unknown", cause: outcome.body };
  }
  const output = resultOf(outcome);
  if (isJsonObject(output)) return { outcome: "succeeded", output };
  return { outcome: "failed", error: "FnF.InvalidLocal", cause: "the function's result is no JSON object" };
}
