import type { DeclaredError } from "./declared-error.ts";
import type { InferInput, InferOutput, StandardSchema } from "./standard-schema.ts";

/** Which function: with `service` one of FC 2.0, without it one of FC 3.0. */
export interface FunctionTarget {
  /** The FC 2.0 service that holds the function. Without it the function is one of FC 3.0. */
  readonly service?: string;
  /** The function's name. */
  readonly name: string;
  /** Version or alias; the service's `LATEST` when absent. */
  readonly qualifier?: string;
  /** Region, e.g. `cn-hangzhou`; the flow's own when absent. */
  readonly region?: string;
  /** Account id; the flow's own when absent. */
  readonly account?: string;
}

/** A function described once: the flow, the handler and the tests all read it. Made by `defineFunction`. */
export interface FunctionContract<
  Input extends StandardSchema = StandardSchema,
  Output extends StandardSchema = StandardSchema,
  Errors extends string = string,
  JobIdKey extends string | undefined = string | undefined,
> extends FunctionTarget {
  readonly kind: "function";
  /** What the function is given, without token and job id. */
  readonly input: Input;
  /** What the function answers or reports. */
  readonly output: Output;
  /** The error names the function may fail with on purpose. */
  readonly errors: readonly Errors[];
  /** The event key that carries the task token of a `waitForCallback` step; flows use `taskToken` when absent. */
  readonly token?: string;
  /** The event key that carries the job id, when a flow names one by reference. */
  readonly jobId?: JobIdKey;
  /**
   * Makes a declared error to throw.
   *
   * @param cause - what happened: an error (kept as `cause`) or words for the flow's `cause`
   */
  error(name: Errors, cause?: unknown): DeclaredError;
}

/** What a sender writes into a function's event. */
export type FunctionInput<Contract extends FunctionContract> = InferInput<Contract["input"]>;

/** What a handler reads from its event. */
export type HandlerInput<Contract extends FunctionContract> = InferOutput<Contract["input"]>;

/** What a handler answers, and what travels to the flow. */
export type HandlerOutput<Contract extends FunctionContract> = InferInput<Contract["output"]>;

/** What whoever awaits a function's result reads. */
export type FunctionOutput<Contract extends FunctionContract> = InferOutput<Contract["output"]>;

/** The error names a function declared. */
export type FunctionErrors<Contract extends FunctionContract> = Contract["errors"][number];
