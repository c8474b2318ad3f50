import type { CallOptions } from "../call/call-options.ts";
import { objectOf, textOf } from "../call/wire-values.ts";
import type { JsonObject } from "../contract/json.ts";
import { validate } from "../contract/validate.ts";
import { ExecutionFailedError } from "../errors/execution-failed-error.ts";
import type { FlowDefinition } from "../flow/flow-definition.ts";
import type { FnfTransport } from "../transport/transport.ts";
import { type EnvironmentVariable, environmentOf } from "./environment.ts";
import { type ExecutionMetadata, executionMetadata, isUnsuccessful } from "./execution-description.ts";
import { nameOf } from "./flow-name.ts";
import { inputText } from "./start-execution.ts";

/** How to run an Express flow. */
export interface StartSyncOptions<Input> extends CallOptions {
  /** Need not be unique: the service adds an id of its own. Default: one that the service makes up. */
  readonly name?: string;
  /** What the execution is given: a JSON object. */
  readonly input: Input;
  /** The version or the alias of the flow to run. Default: the flow as it is now. */
  readonly qualifier?: string;
}

/** An execution of an Express flow that has succeeded. */
export interface SyncExecution<Output = JsonObject> extends ExecutionMetadata {
  readonly output: Output;
  readonly environment: readonly EnvironmentVariable[];
}

/** Runs an Express flow to its end. */
export async function startSync(
  transport: FnfTransport,
  flow: FlowDefinition | string,
  { name, input = {}, qualifier, ...limits }: Partial<StartSyncOptions<object>>,
): Promise<SyncExecution<unknown>> {
  const answer = await transport.call(
    "StartSyncExecution",
    {
      FlowName: nameOf(flow),
      ExecutionName: name,
      Input: await inputText(flow, input),
      Qualifier: qualifier,
    },
    limits,
  );
  const execution = executionMetadata(answer);
  const error = textOf(answer.ErrorCode) ?? "";
  // A failure is told inside a good answer.
  if (isUnsuccessful(execution.status) || error !== "") {
    throw new ExecutionFailedError({
      flow: nameOf(flow),
      execution: execution.name,
      status: isUnsuccessful(execution.status) ? execution.status : "Failed",
      error,
      cause: textOf(answer.ErrorMessage) ?? "",
      step: undefined,
    });
  }
  const output = objectOf(answer.Output) ?? {};
  const schema = typeof flow === "string" ? undefined : flow.schemas.output;
  return {
    ...execution,
    output: schema === undefined ? output : await validate(schema, output, nameOf(flow), "output"),
    environment: environmentOf(answer.Environment),
  };
}
