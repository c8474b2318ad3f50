import { isDeepStrictEqual } from "node:util";
import type { CallOptions } from "../call/call-options.ts";
import { jsonObjectText } from "../call/json-object-text.ts";
import { validate } from "../contract/validate.ts";
import { isServiceError, type ServiceError } from "../errors/service-error.ts";
import type { FlowDefinition } from "../flow/flow-definition.ts";
import { Execution } from "./execution.ts";
import { ExecutionAlreadyExistsError } from "./execution-already-exists-error.ts";
import { nameOf } from "./flow-name.ts";
import type { FlowService } from "./flow-service.ts";
import { requireSendableName } from "./require-sendable-name.ts";

/** How to start an execution. */
export interface StartOptions<Input> extends CallOptions {
  /**
   * Unique in the flow: letters, digits, `_` and `-`, first a letter or `_`, at most 128. Default: a new one.
   *
   * Starting a name that is running gives that execution; starting one that has ended is refused.
   */
  readonly name?: string;
  /** What the execution is given: a JSON object. */
  readonly input: Input;
  /** The version or the alias of the flow to run. Default: the flow as it is now. */
  readonly qualifier?: string;
  /** The task token of a step that waits for this execution: the service reports it when the execution ends. */
  readonly callbackTaskToken?: string;
}

/** Starts an execution, or, when one of the given name has ended, says so with that one. */
export async function startExecution(
  service: FlowService,
  flow: FlowDefinition | string,
  options: Partial<StartOptions<object>>,
): Promise<Execution<unknown>> {
  const { name, input = {}, qualifier, callbackTaskToken, ...limits } = options;
  requireSendableName("flow", nameOf(flow));
  if (name !== undefined) requireSendableName("execution", name);
  const params = {
    FlowName: nameOf(flow),
    ExecutionName: name ?? `run-${crypto.randomUUID()}`,
    Input: await inputText(flow, input),
    Qualifier: qualifier,
    CallbackFnFTaskToken: callbackTaskToken,
  };
  const execution = executionOf(service, flow, params.ExecutionName);
  try {
    await service.transport.call("StartExecution", params, limits);
  } catch (failure) {
    if (!isServiceError(failure, "ExecutionAlreadyExists")) throw failure;
    if (name !== undefined) throw new ExecutionAlreadyExistsError(failure, execution);
    await requireOwn(execution, params.Input, failure, limits);
  }
  return execution;
}

/** An execution of a flow; its output is read through the flow's schema, if it has one. */
export function executionOf(
  service: FlowService,
  flow: FlowDefinition | string,
  name: string,
): Execution<unknown> {
  const output = typeof flow === "string" ? undefined : flow.schemas.output;
  return new Execution(service, { flow: nameOf(flow), name, output });
}

/** Writes an input down. What travels is what the sender wrote; the schema only has a look at it. */
export async function inputText(flow: FlowDefinition | string, input: object): Promise<string> {
  if (typeof flow !== "string") await validate(flow.schemas.input, input, flow.name, "input");
  return jsonObjectText(input, nameOf(flow), "input");
}

// A name made up just now exists because an attempt whose answer was lost did start it; unless chance has played a trick.
async function requireOwn(
  execution: Execution<unknown>,
  input: string,
  failure: ServiceError,
  limits: CallOptions,
): Promise<void> {
  const present = await execution.describe(limits);
  if (!isDeepStrictEqual(present.input, JSON.parse(input))) throw failure;
}
