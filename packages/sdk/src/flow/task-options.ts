import type { FunctionContract, FunctionInput, HandlerOutput } from "../contract/function-contract.ts";
import type { TypeMessage } from "../contract/type-message.ts";
import type { InvocationType, Pattern } from "../fdl/tree/index.ts";
import type { StepErrorName } from "./error-names.ts";
import type { Merge } from "./local-types.ts";
import type { LooseOutcomeOptions, OutcomeOptions, TaskContext } from "./outcome-options.ts";
import type { Plain } from "./plain.ts";
import type { RefTo } from "./ref.ts";
import type { LooseMap, LooseScope, Scope } from "./scope.ts";
import type { Blaming, NoOtherKeys, SourcesOf } from "./sources.ts";
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
type JobId<Contract extends FunctionContract, S, P, M> =
  | string
  | ((
      scope: S,
    ) => [NonNullable<Contract["jobId"]>] extends [never]
      ? TypeMessage<'a job id by reference needs its event key in the contract: defineFunction({ jobId: "id", … })'>
      : BesideInput<P, M, RefTo<string>>);

/** A reference that is mapped: the step must say its input too, since what is mapped takes the place of the default. */
export type BesideInput<P, M, Reference> = unknown extends M
  ? P extends "waitForCallback"
    ? Reference
    : TypeMessage<"by reference it is mapped, and what is mapped takes the place of the default input: add { input: … }">
  : Reference;

/** How a task step calls its function, and what becomes of the answer. */
export type TaskOptions<
  Input,
  Local,
  Contract extends FunctionContract,
  M,
  P extends Pattern,
  I extends InvocationType,
  As extends string,
  Merged extends "merge",
  Mapped,
  Failure,
  Target extends string,
  End extends boolean,
> = InvocationOptions<Input, Local, Contract, M, P, I> &
  OutcomeOptions<
    FunctionInput<Contract>,
    TaskResult<Contract, P, I>,
    StepErrorName<Contract>,
    As,
    Merged,
    Mapped,
    Failure,
    Target,
    End
  >;

/** How a function is invoked. */
export interface InvocationOptions<
  Input,
  Local,
  Contract extends FunctionContract,
  M,
  P extends Pattern,
  I extends InvocationType,
> {
  /** What the step waits for. Default `requestResponse`. */
  readonly pattern?: P;
  /** Whether the function is called directly or through its queue. Default `Sync`. */
  readonly invocation?: I;
  /**
   * With `invocation: "Async"`: the id under which Function Compute tracks this invocation as a job, unique for the
   * function. A constant is good for one execution only; a reference is mapped into the event under the contract's
   * `jobId` key, and needs `input` beside it.
   *
   * @example
   * jobId: ({ context }) => context.execution.name
   * // inputMappings: [{ target: id, source: $context.execution.name }]
   * // serviceParams: { InvocationType: Async, StatefulAsyncInvocationID: $.id }
   */
  readonly jobId?: I extends "Async"
    ? JobId<Contract, Scope<Input, Local, TaskContext>, P, M>
    : TypeMessage<'a job id needs invocation: "Async"'>;
}

/** The input of what is called. It may be left out where FDL's default input already fits. */
export type CallInput<Input, Local, Wanted, P, M> = unknown extends M
  ? DefaultInput<Input, Local, P> extends WantedKeys<Wanted>
    ? InputOption<Input, Local, Wanted, M>
    : Required<InputOption<Input, Local, Wanted, M>>
  : Blaming<M, InputOption<Input, Local, Wanted, M>>;

/** What is called with. */
export interface InputOption<Input, Local, Wanted, M> {
  /** The input of what is called. Default: FDL's own, the flow's input merged with `local`, where that fits. */
  readonly input?: (
    // Nothing is to be inferred from it: the compiler would look at every path that leads here, for each step.
    scope: NoInfer<Scope<Input, Local, TaskContext>>,
  ) => M & SourcesOf<Wanted> & NoOtherKeys<M, Wanted>;
}

/** Whether FDL's default input is what is wanted, and a sentence otherwise. */
export type FitsDefault<Input, Local, Wanted> =
  Merge<Input, Local> extends WantedKeys<Wanted>
    ? unknown
    : TypeMessage<"what the step would be given by itself is not what it needs: add { input: … }">;

/** What has to be in an input. A schema that wants no key at all, `z.object({})`, is inferred as one that forbids all. */
type WantedKeys<Wanted> = [Wanted] extends [Record<string, never>] ? object : Wanted;

/** What is called with when the step says nothing; a mapped token leaves room for nothing else. */
type DefaultInput<Input, Local, P> = P extends "waitForCallback" ? Record<never, never> : Merge<Input, Local>;

/** The options of a task step as the builder reads them, whatever their types were. */
export interface LooseTaskOptions extends LooseOutcomeOptions {
  readonly pattern?: Pattern;
  readonly invocation?: InvocationType;
  readonly jobId?: string | ((scope: LooseScope) => unknown);
  readonly input?: LooseMap;
}
