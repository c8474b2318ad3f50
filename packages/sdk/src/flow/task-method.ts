import type { FunctionContract, FunctionInput } from "../contract/function-contract.ts";
import type { InvocationType, Pattern } from "../fdl/tree/index.ts";
import type { Enter, Jump, Merge } from "./local-types.ts";
import type { NewName, Next, Place } from "./place.ts";
import type { MappedBy } from "./sources.ts";
import type { CallInput, FitsDefault, TaskOptions, TaskOutput } from "./task-options.ts";

/** The step that calls a function. */
export interface TaskMethod<
  in out Input,
  in out Local,
  in out Names extends string,
  in out Elsewhere extends string,
  in out Jumps,
  in out Ended,
  in out At extends Place,
> {
  /**
   * Calls a function.
   *
   * The step's result is kept under the step's own name, so that steps cannot overwrite each other's results.
   *
   * @example
   * .task("audit", audit, {
   *   pattern: "waitForCallback", invocation: "Async", timeoutSeconds: 86_400,
   *   input: ({ input }) => ({ orderId: input.id }),
   * })
   * // - type: task
   * //   name: audit
   * //   resourceArn: acs:fc:::services/shop.prod/functions/audit
   * //   pattern: waitForCallback
   * //   timeoutSeconds: 86400
   * //   inputMappings:
   * //     - { target: orderId, source: $input.id }
   * //     - { target: taskToken, source: $context.task.token }
   * //   outputMappings:
   * //     - { target: audit, source: $local }
   * //   serviceParams: { InvocationType: Async }
   *
   * @throws FlowDefinitionError when FDL cannot say what the step asks for
   */
  task<const Name extends string, Contract extends FunctionContract>(
    name: Name &
      NewName<Name, Names, Elsewhere> &
      FitsDefault<Input, Enter<Local, Jumps, Name>, FunctionInput<Contract>>,
    contract: Contract,
  ): Next<
    Input,
    Merge<Enter<Local, Jumps, Name>, TaskOutput<Contract, "requestResponse", "Sync", Name, never, undefined>>,
    Names | Name,
    Elsewhere,
    Jumps,
    Ended,
    At,
    false
  >;
  task<
    const Name extends string,
    Contract extends FunctionContract,
    M = unknown,
    P extends Pattern = "requestResponse",
    I extends InvocationType = "Sync",
    As extends string = Name,
    Merged extends "merge" = never,
    Mapped = unknown,
    Failure = unknown,
    Target extends string = never,
    End extends boolean = false,
  >(
    name: Name & NewName<Name, Names, Elsewhere>,
    contract: Contract,
    options: TaskOptions<
      Input,
      Enter<Local, Jumps, Name>,
      Contract,
      M,
      P,
      I,
      As,
      Merged,
      Mapped,
      Failure,
      Target,
      End
    > &
      CallInput<Input, Enter<Local, Jumps, Name>, FunctionInput<Contract>, P, M>,
  ): Next<
    Input,
    Merge<Enter<Local, Jumps, Name>, TaskOutput<Contract, P, I, As, Merged, Mapped>>,
    Names | Name,
    Elsewhere,
    Jump<Jumps, Target, Merge<Enter<Local, Jumps, Name>, MappedBy<Failure>>>,
    Ended,
    At,
    End
  >;
}
