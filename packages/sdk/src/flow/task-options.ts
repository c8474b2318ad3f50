import type { FunctionContract, FunctionInput, HandlerOutput } from "../contract/function-contract.ts";
import type { TypeMessage } from "../contract/type-message.ts";
import type { InvocationType, Pattern } from "../fdl/tree/index.ts";
import type { StepErrorName } from "./error-names.ts";
import type { Merge } from "./local-types.ts";
import type { LooseOutcomeOptions, OutcomeOptions, TaskContext } from "./outcome-options.ts";
import type { Plain } from "./plain.ts";
import type { RefTo } from "./ref.ts";
import type { LooseMap, LooseScope, Scope } from "./scope.ts";
import type { NoOtherKeys, SourcesOf } from "./sources.ts";
import type { TaskStepOutput } from "./step-output.ts";

/** A step's own result: what the function answers or reports, as it travels. */
export type TaskResult<Contract extends FunctionContract, P, I> = P extends "requestResponse"
  ? I extends "Async"
    ? TypeMessage<"requestResponse with Async waits for no result: use pattern sync or waitForCallback">
    : Plain<HandlerOutput<Contract>>
  : Plain<HandlerOutput<Contract>>;

/** What a step that calls a function puts out. */
export type TaskOutput<
  Contract extends FunctionContract,
  P,
  I,
  Key extends string,
  Merged,
  Mapped,
> = TaskStepOutput<Key, TaskResult<Contract, P, I>, Merged, Mapped>;

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
> extends OutcomeOptions<
    FunctionInput<Contract>,
    TaskResult<Contract, P, I>,
    StepErrorName<Contract>,
    As,
    Merged,
    Mapped,
    Failure,
    Target,
    End
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
}

/** The input of what is called. It may be left out where FDL's default input already fits. */
export type CallInput<Input, Local, Wanted, P, M> =
  DefaultInput<Input, Local, P> extends Wanted
    ? { readonly input?: InputMapping<Input, Local, Wanted, M> }
    : { readonly input: InputMapping<Input, Local, Wanted, M> };

/** Whether FDL's default input is what is wanted, and a sentence otherwise. */
export type FitsDefault<Input, Local, Wanted> =
  Merge<Input, Local> extends Wanted
    ? unknown
    : TypeMessage<"what the step would be given by itself is not what it needs: add { input: … }">;

/** What is called with when the step says nothing; a mapped token leaves room for nothing else. */
type DefaultInput<Input, Local, P> = P extends "waitForCallback" ? Record<never, never> : Merge<Input, Local>;

type InputMapping<Input, Local, Wanted, M> = (
  // Nothing is to be inferred from it: the compiler would look at every path that leads here, for each step.
  scope: NoInfer<Scope<Input, Local, TaskContext>>,
) => M & SourcesOf<Wanted> & NoOtherKeys<M, Wanted>;

/** The options of a task step as the builder reads them, whatever their types were. */
export interface LooseTaskOptions extends LooseOutcomeOptions {
  readonly pattern?: Pattern;
  readonly invocation?: InvocationType;
  readonly jobId?: string | ((scope: LooseScope) => unknown);
  readonly input?: LooseMap;
}
