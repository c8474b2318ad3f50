import {
  type FunctionContract,
  type HandlerInput,
  type HandlerOutput,
  isJsonObject,
  tokenKeysOf,
  validate,
} from "@fnfkit/sdk/contract";
import { CloudError } from "../../wire/cloud-error.ts";
import type { World } from "../world.ts";
import type { FunctionCode } from "./function-code.ts";
import type { InvocationOutcome } from "./invocation.ts";
import { succeeded, threw } from "./outcome.ts";
import { parsed } from "./parsed.ts";

/** What stands in for a function in a test: checked against the contract on both sides. */
export type StandIn<Contract extends FunctionContract> = (
  input: HandlerInput<Contract>,
  task: StandInTask,
) => HandlerOutput<Contract> | Deferred | Promise<HandlerOutput<Contract> | Deferred>;

/** What a stand-in knows of the step that called it. */
export interface StandInTask {
  /** The task token, when a flow waits for a callback. */
  readonly token: string | undefined;
  /** The job this call belongs to. */
  readonly jobId: string | undefined;
  /** The step of a flow that called it, if one did. */
  readonly step: string | undefined;
  /** 1 for the first; asynchronous invocations are tried again when the function fails. */
  readonly attempt: number;
  /** Aborted when the job is stopped or its time is up. */
  readonly signal: AbortSignal;
  /**
   * Leaves the report to somebody else: return what it gives.
   *
   * @throws Error when there is no token, since nobody could ever report
   */
  defer(): Deferred;
}

const deferred: unique symbol = Symbol("fnfkit.deferred");

/** Stands for a result that somebody else reports later. */
export interface Deferred {
  readonly [deferred]: true;
}

const later: Deferred = { [deferred]: true };

/**
 * A stand-in as code. When the event carried a task token the outcome is reported with it, and the function returns
 * normally, as a wrapped handler does.
 */
export function standInCode<Contract extends FunctionContract>(
  world: Pick<World, "reportTask">,
  contract: Contract,
  standIn: StandIn<Contract>,
): FunctionCode {
  return async (_event, { credentials: { accessKeyId } }, call) => {
    const { payload, taskToken, jobId, step, attempt, signal } = call;
    const { input, token = taskToken } = readPayload(contract, payload);
    const defer = () => {
      if (token !== undefined) return later;
      throw new Error(`Failed to defer the report of "${contract.name}": its event carries no task token.`);
    };
    try {
      const read = await checked(contract, "input", input);
      const task: StandInTask = { token, jobId, step, attempt, signal, defer };
      const result = await standIn(read as HandlerInput<Contract>, task);
      if (result === later) return succeeded({});
      await checked(contract, "output", result);
      const outcome = succeeded(result);
      return token === undefined ? outcome : await report(world, token, outcome, accessKeyId);
    } catch (thrown) {
      const outcome = threw(thrown, "UnhandledInvocationError");
      return token === undefined ? outcome : await report(world, token, outcome, accessKeyId);
    }
  };
}

// The service takes no more of a cause.
const longestCause = 4096;

async function report(
  { reportTask }: Pick<World, "reportTask">,
  token: string,
  outcome: InvocationOutcome,
  accessKeyId: string,
): Promise<InvocationOutcome> {
  try {
    if (outcome.kind === "succeeded") {
      await reportTask(
        token,
        { kind: "succeeded", output: Buffer.from(outcome.payload).toString() },
        accessKeyId,
      );
      return outcome;
    }
    const { errorType: error = "Error", errorMessage: cause } = outcome;
    await reportTask(token, { kind: "failed", error, cause: cause.slice(0, longestCause) }, accessKeyId);
    return succeeded({});
  } catch (refused) {
    // Somebody else was first: the step has what it needs.
    if (refused instanceof CloudError && refused.code === "TaskAlreadyCompleted") return succeeded({});
    return threw(refused, "UnhandledInvocationError");
  }
}

async function checked(
  contract: FunctionContract,
  side: "input" | "output",
  value: unknown,
): Promise<unknown> {
  try {
    return await validate(contract[side], value, contract.name, side);
  } catch (unfit) {
    throw contract.error(side === "input" ? "InvalidInput" : "InvalidOutput", unfit);
  }
}

/** The event without the keys that carry token and job id, which are no part of the contract's input. */
function readPayload(
  contract: FunctionContract,
  payload: Uint8Array,
): { readonly input: unknown; readonly token?: string } {
  const event = parsed(payload);
  if (!isJsonObject(event)) return { input: event };
  const { jobId } = contract;
  const tokenKey = tokenKeysOf(contract).find((key) => key !== jobId && typeof event[key] === "string");
  const input = Object.fromEntries(
    Object.entries(event).filter(([key]) => key !== tokenKey && key !== jobId),
  );
  return tokenKey === undefined ? { input } : { input, token: event[tokenKey] as string };
}
