import type { StandardSchema } from "../contract/standard-schema.ts";
import type { Pattern } from "../fdl/tree/index.ts";
import type {
  ActionOptions,
  CalledFlow,
  CalledInput,
  MessageOptions,
  MessageResult,
  Returned,
  SubFlowOptions,
  SubFlowResult,
} from "./call-options.ts";
import type { Enter, Jump, Merge } from "./local-types.ts";
import type { MessageQueue, MessageTopic } from "./message-target.ts";
import type { NewName, Next, Place } from "./place.ts";
import type { MappedBy } from "./sources.ts";
import type { Kept, TaskStepOutput } from "./step-output.ts";
import type { CallInput, FitsDefault } from "./task-options.ts";

/** The task steps that call anything but a function. */
export interface CallMethods<
  in out Input,
  in out Local,
  in out Names extends string,
  in out Elsewhere extends string,
  in out Jumps,
  in out Ended,
  in out At extends Place,
> {
  /**
   * Calls another flow, or this one again: what `defineFlow` answers is enough to know it by.
   *
   * @example
   * .subFlow("pay", payFlow, { pattern: "sync", input: ({ input }) => ({ total: input.total }) })
   * // - type: task
   * //   name: pay
   * //   resourceArn: acs:fnf:::flow/pay-flow
   * //   pattern: sync
   * //   inputMappings:
   * //     - { target: total, source: $input.total }
   * //   outputMappings:
   * //     - { target: pay, source: $local }
   *
   * @throws FlowDefinitionError when FDL cannot say what the step asks for
   */
  subFlow<const Name extends string, Called extends CalledFlow>(
    name: Name &
      NewName<Name, Names, Elsewhere> &
      FitsDefault<Input, Enter<Local, Jumps, Name>, CalledInput<Called>>,
    flow: Called,
  ): Next<
    Input,
    Merge<Enter<Local, Jumps, Name>, Kept<Name, SubFlowResult<Called, "requestResponse", undefined>>>,
    Names | Name,
    Elsewhere,
    Jumps,
    Ended,
    At,
    false
  >;
  subFlow<
    const Name extends string,
    Called extends CalledFlow,
    M = unknown,
    P extends Pattern = "requestResponse",
    const Token extends string = "taskToken",
    Schema extends StandardSchema | undefined = undefined,
    As extends string = Name,
    Merged extends "merge" = never,
    Mapped = unknown,
    Failure = unknown,
    Target extends string = never,
    End extends boolean = false,
  >(
    name: Name & NewName<Name, Names, Elsewhere>,
    flow: Called,
    options: SubFlowOptions<
      Input,
      Enter<Local, Jumps, Name>,
      Called,
      M,
      P,
      Token,
      Schema,
      As,
      Merged,
      Mapped,
      Failure,
      Target,
      End
    > &
      CallInput<
        Input,
        Enter<Local, Jumps, Name>,
        P extends "waitForCallback" ? Omit<CalledInput<Called>, Token> : CalledInput<Called>,
        P,
        M
      >,
  ): Next<
    Input,
    Merge<Enter<Local, Jumps, Name>, TaskStepOutput<As, SubFlowResult<Called, P, Schema>, Merged, Mapped>>,
    Names | Name,
    Elsewhere,
    Jump<Jumps, Target, Merge<Enter<Local, Jumps, Name>, MappedBy<Failure>>>,
    Ended,
    At,
    End
  >;

  /**
   * Sends a message to a queue or a topic of Message Service (MNS).
   *
   * @example
   * .message("ask", queue("questions"), {
   *   pattern: "waitForCallback", timeoutSeconds: 86_400,
   *   body: ({ input }) => ({ orderId: input.id }), result: z.object({ approved: z.boolean() }),
   * })
   * // - type: task
   * //   name: ask
   * //   resourceArn: acs:mns:::/queues/questions/messages
   * //   pattern: waitForCallback
   * //   timeoutSeconds: 86400
   * //   inputMappings:
   * //     - { target: orderId, source: $input.id }
   * //     - { target: taskToken, source: $context.task.token }
   * //   outputMappings:
   * //     - { target: ask, source: $local }
   * //   serviceParams: { MessageBody: $ }
   *
   * @throws FlowDefinitionError when FDL cannot say what the step asks for
   */
  message<
    const Name extends string,
    To extends MessageQueue | MessageTopic,
    Body = unknown,
    P extends "requestResponse" | "waitForCallback" = "requestResponse",
    Schema extends StandardSchema | undefined = undefined,
    As extends string = Name,
    Merged extends "merge" = never,
    Mapped = unknown,
    Failure = unknown,
    Target extends string = never,
    End extends boolean = false,
  >(
    name: Name & NewName<Name, Names, Elsewhere>,
    to: To,
    options: MessageOptions<
      Input,
      Enter<Local, Jumps, Name>,
      To,
      Body,
      P,
      Schema,
      As,
      Merged,
      Mapped,
      Failure,
      Target,
      End
    >,
  ): Next<
    Input,
    Merge<Enter<Local, Jumps, Name>, TaskStepOutput<As, MessageResult<P, Schema>, Merged, Mapped>>,
    Names | Name,
    Elsewhere,
    Jump<Jumps, Target, Merge<Enter<Local, Jumps, Name>, MappedBy<Failure>>>,
    Ended,
    At,
    End
  >;

  /**
   * Calls an API of a cloud product, given as `service:Api`. The documents do not describe such steps; published flows
   * have them.
   *
   * @example
   * .action("read", "ocr:RecognizeIdentityCard", { params: ({ input }) => ({ ImageURL: input.url, Side: "face" }) })
   * // - type: task
   * //   name: read
   * //   action: ocr:RecognizeIdentityCard
   * //   inputMappings:
   * //     - { target: ImageURL, source: $input.url }
   * //   outputMappings:
   * //     - { target: read, source: $local }
   * //   serviceParams: { ImageURL: $.ImageURL, Side: face }
   *
   * @throws FlowDefinitionError when FDL cannot say what the step asks for
   */
  action<
    const Name extends string,
    Params = unknown,
    Schema extends StandardSchema | undefined = undefined,
    As extends string = Name,
    Merged extends "merge" = never,
    Mapped = unknown,
    Failure = unknown,
    Target extends string = never,
    End extends boolean = false,
  >(
    name: Name & NewName<Name, Names, Elsewhere>,
    action: `${string}:${string}`,
    options?: ActionOptions<
      Input,
      Enter<Local, Jumps, Name>,
      Params,
      Schema,
      As,
      Merged,
      Mapped,
      Failure,
      Target,
      End
    >,
  ): Next<
    Input,
    Merge<Enter<Local, Jumps, Name>, TaskStepOutput<As, Returned<Schema>, Merged, Mapped>>,
    Names | Name,
    Elsewhere,
    Jump<Jumps, Target, Merge<Enter<Local, Jumps, Name>, MappedBy<Failure>>>,
    Ended,
    At,
    End
  >;
}
