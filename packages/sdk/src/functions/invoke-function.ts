import type { CallOptions } from "../call/call-options.ts";
import type { FunctionContract, FunctionOutput } from "../contract/function-contract.ts";
import { functionLabel } from "../contract/function-label.ts";
import { isJsonObject, type Json } from "../contract/json.ts";
import { validate } from "../contract/validate.ts";
import { FunctionFailedError } from "../errors/function-failed-error.ts";
import { eventBytes } from "./event-bytes.ts";
import type { FcReply, FcTransport } from "./fc-transport.ts";
import { generationOf } from "./generation.ts";

/** How to invoke a function and wait for its result. */
export interface InvokeOptions extends CallOptions {
  /**
   * Whether a second run of the function does no harm, so that an invocation whose answer was lost is made again. Default
   * `false`.
   */
  readonly idempotent?: boolean;
  /**
   * With `"Tail"` the end of the function's log comes back too, beside the result or in the `FunctionFailedError`. Default
   * `"None"`.
   */
  readonly logType?: "None" | "Tail";
  /** How long one attempt may take, the function's run included, in milliseconds. Default 10 minutes. */
  readonly attemptTimeoutMs?: number;
}

/** A function's result, and what the service says about the run. */
export interface LoggedResult<Contract extends FunctionContract = FunctionContract> {
  readonly output: FunctionOutput<Contract>;
  /** The last 4 KB of the function's log. */
  readonly logTail: string;
  /** What the service's logs name the invocation by. */
  readonly requestId: string;
}

// A function may run for a day, but people have seen the service cut synchronous calls after ten minutes.
const attemptTimeoutMs = 600_000;

/** Invokes a function and waits for its result. */
export async function invokeFunction<Contract extends FunctionContract>(
  { call }: FcTransport,
  contract: Contract,
  input: unknown,
  { idempotent = false, logType = "None", ...options }: InvokeOptions,
): Promise<LoggedResult<Contract>> {
  const body = await eventBytes(contract, input, "Sync");
  const reply = await call(
    contract,
    {
      what: `invoke function "${functionLabel(contract)}"`,
      action: "InvokeFunction",
      method: "POST",
      path: `${generationOf(contract).path(contract)}/invocations`,
      headers: { "x-fc-invocation-type": "Sync", "x-fc-log-type": logType },
      body,
      reads: false,
      repeatable: idempotent,
    },
    { attemptTimeoutMs, ...options },
  );
  const { requestId, headers, received } = reply;
  const logTail = Buffer.from(headers["x-fc-log-result"] ?? "", "base64").toString();
  if (headers["x-fc-error-type"] !== undefined) {
    throw failureIn(reply, functionLabel(contract), logType === "Tail" ? logTail : undefined);
  }
  return { output: await validate(contract.output, received, contract.name, "output"), logTail, requestId };
}

function failureIn(
  { received, requestId }: FcReply,
  label: string,
  logTail: string | undefined,
): FunctionFailedError {
  const body = isJsonObject(received) ? received : { errorMessage: String(received) };
  const { errorType, errorMessage = "", stackTrace = [] } = body as { readonly [key: string]: Json };
  return new FunctionFailedError({
    function: label,
    errorType: typeof errorType === "string" && errorType !== "" ? errorType : undefined,
    errorMessage: words(errorMessage),
    stackTrace: Array.isArray(stackTrace) ? stackTrace.map(words) : [],
    requestId,
    logTail,
  });
}

// Other runtimes than Node's write an object for each line of the stack.
function words(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
