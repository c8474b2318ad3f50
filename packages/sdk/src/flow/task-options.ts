import type { FunctionContract, FunctionInput, HandlerOutput } from "../contract/function-contract.ts";
import type { TypeMessage } from "../contract/type-message.ts";
import type { InvocationType, Pattern, Retry } from "../fdl/tree/index.ts";
import type { StepErrorName } from "./error-names.ts";
import type { Merge } from "./local-types.ts";
import type { RefTo } from "./ref.ts";
import type { FlowContext, Scope } from "./scope.ts";
import type { NoOtherKeys, Resolved, Sources, SourcesOf } from "./sources.ts";

/** `$context` inside a task step. */
export interface TaskContext extends FlowContext {
  readonly task: { readonly token: string };
}

/** A step's own result: what the function answers or reports, as it travels. */
export type TaskResult<Contract extends FunctionContract, P, I> = P extends "requestResponse"
  ? I extends "Async"
    ? TypeMessage<"requestResponse with Async waits for no result: use pattern sync or waitForCallback">
    : HandlerOutput<Contract>
  : HandlerOutput<Contract>;

/** What a task step puts out: as its `output` maps (`Mapped`), merged, or its result under a key of its own. */
export type TaskOutput<
  Contract extends FunctionContract,
  P,
  I,
  Key extends string,
  Merged,
  Mapped,
> = Mapped extends object
  ? Resolved<Mapped>
  : [Merged] extends [never]
    ? {
        readonly [K in Key]: K extends `${string}-${string}`
          ? TypeMessage<`FDL cannot refer to the key "${K}": give the step as: "…", without hyphens`>
          : TaskResult<Contract, P, I>;
      }
    : TaskResult<Contract, P, I> extends TypeMessage<string>
      ? unknown
      : TaskResult<Contract, P, I>;

/** An id for the job, as a constant or by reference. */
type JobId<Contract extends FunctionContract, S> =
  | string
  | ((
      scope: S,
    ) => [NonNullable<Contract["jobId"]>] extends [never]
      ? TypeMessage<'a job id by reference needs its event key in the contract: defineFunction({ jobId: "id", … })'>
      : RefTo<string>);

/** How a task step calls its function, and what becomes of the answer. */
export interface TaskOptions<
  Input,
  Local,
  Contract extends FunctionContract,
  P extends Pattern,
  I extends InvocationType,
  As extends string,
  Merged extends "merge",
  Mapped,
  Failure,
  Target extends string,
  End extends boolean,
> {
  /** What the step waits for. Default `requestResponse`. */
  readonly pattern?: P;
  /** Whether the function is called directly or through its queue. Default `Sync`. */
  readonly invocation?: I;
  /**
   * With `invocation: "Async"`: the id under which Function Compute tracks this invocation as a job, unique for the
   * function. A constant is good for one execution only; a reference is mapped into the event under the contract's
   * `jobId` key.
   *
   * @example
   * jobId: ({ context }) => context.execution.name
   * // inputMappings: [{ target: id, source: $context.execution.name }]
   * // serviceParams: { InvocationType: Async, StatefulAsyncInvocationID: $.id }
   */
  readonly jobId?: I extends "Async"
    ? JobId<Contract, Scope<Input, Local, TaskContext>>
    : TypeMessage<'a job id needs invocation: "Async"'>;
  /** The key under which the step's result is kept in `local`. Default: the step's name. */
  readonly as?: As;
  /**
   * What the step puts out. Default: its result under its own key. `"merge"` leaves FDL's own behaviour, which merges
   * the result's keys into `local`. A function maps: `input` is the step's own input, `local` its result.
   */
  readonly output?:
    | Merged
    | ((scope: Scope<FunctionInput<Contract>, TaskResult<Contract, P, I>, TaskContext>) => Mapped & Sources);
  /** What the step puts out when it fails and `catch` takes the error. Default: nothing. */
  readonly error?: (
    scope: Scope<FunctionInput<Contract>, { readonly error: string; readonly cause: string }, TaskContext>,
  ) => Failure & Sources;
  /** Seconds after which the step fails with `FnF.TaskTimeout`. Default: none; a `waitForCallback` step should have one. */
  readonly timeoutSeconds?: number;
  /** When and how often to try again; the first rule that names the error counts. */
  readonly retry?: readonly RetryRule<StepErrorName<Contract>>[];
  /** Where to go on after an error that is not (or no longer) retried; the first rule that names it counts. */
  readonly catch?: readonly CatchRule<StepErrorName<Contract>, Target>[];
  /** Whether the flow ends after this step. Default `false`. */
  readonly end?: End;
}

/** One rule of `retry`: see {@link Retry} for units and defaults. */
export type RetryRule<Name extends string> = Omit<Retry, "errors"> & { readonly errors: readonly Name[] };

/** One rule of `catch`. */
export interface CatchRule<Name extends string, Target extends string> {
  readonly errors: readonly Name[];
  /** The name of a step of this flow, earlier or later. */
  readonly goto: Target;
}

/** The function's event. It may be left out where FDL's default input already fits. */
export type TaskInput<Input, Local, Contract extends FunctionContract, P, M> =
  DefaultInput<Input, Local, P> extends FunctionInput<Contract>
    ? { readonly input?: InputMapping<Input, Local, Contract, M> }
    : { readonly input: InputMapping<Input, Local, Contract, M> };

/** What the function is given when the step says nothing; a mapped token leaves room for nothing else. */
type DefaultInput<Input, Local, P> = P extends "waitForCallback" ? Record<never, never> : Merge<Input, Local>;

type InputMapping<Input, Local, Contract extends FunctionContract, M> = (
  scope: Scope<Input, Local, TaskContext>,
) => M & SourcesOf<FunctionInput<Contract>> & NoOtherKeys<M, FunctionInput<Contract>>;

/** The options of a task step as the builder reads them, whatever their types were. */
export interface LooseTaskOptions {
  readonly pattern?: Pattern;
  readonly invocation?: InvocationType;
  readonly jobId?: string | ((scope: Scope<never, never, never>) => unknown);
  readonly as?: string;
  readonly input?: (scope: Scope<never, never, never>) => object;
  readonly output?: "merge" | ((scope: Scope<never, never, never>) => object);
  readonly error?: (scope: Scope<never, never, never>) => object;
  readonly timeoutSeconds?: number;
  readonly retry?: readonly Retry[];
  readonly catch?: readonly CatchRule<string, string>[];
  readonly end?: boolean;
}
