import type { Json, JsonObject } from "../contract/json.ts";
import type { InferInput, StandardSchema } from "../contract/standard-schema.ts";
import type { Pattern } from "../fdl/tree/index.ts";
import type { FlowDefinition } from "./flow-definition.ts";
import type { MessageQueue, MessageTopic } from "./message-target.ts";
import type { OutcomeOptions, TaskContext } from "./outcome-options.ts";
import type { Plain } from "./plain.ts";
import type { RefTo } from "./ref.ts";
import type { Scope } from "./scope.ts";
import type { Blaming, MappedBy, SourcesIn } from "./sources.ts";
import type { BesideInput } from "./task-options.ts";

/** A flow as one that calls it has to know it: by its name and its types. Its steps need not be known. */
export type CalledFlow = Pick<FlowDefinition<never, unknown, unknown>, "name" | "schemas" | "~types">;

/** What a flow is given by whoever calls it. */
export type CalledInput<Called extends CalledFlow> = Parameters<NonNullable<Called["~types"]>["input"]>[0];

/** What a flow gives to whoever waits for it, as it travels. */
type CalledOutput<Called extends CalledFlow> =
  NonNullable<Called["~types"]> extends { readonly wire?: infer Wire; readonly output: infer Output }
    ? Plain<unknown extends Wire ? Output : Wire>
    : never;

/** What comes back, as the schema says that was given for it; nothing is known of it otherwise. */
export type Returned<Schema> = Schema extends StandardSchema ? Plain<InferInput<Schema>> : Json;

/** The result of a step that calls a flow. */
export type SubFlowResult<Called extends CalledFlow, P, Schema> = P extends "sync"
  ? CalledOutput<Called>
  : Returned<Schema>;

/** How a step calls another flow, and what becomes of the answer. */
export interface SubFlowOptions<
  Input,
  Local,
  Called extends CalledFlow,
  M,
  P extends Pattern,
  Token extends string,
  Schema extends StandardSchema | undefined,
  As extends string,
  Merged extends "merge",
  Mapped,
  Failure,
  Target extends string,
  End extends boolean,
> extends OutcomeOptions<
    CalledInput<Called>,
    SubFlowResult<Called, P, Schema>,
    string,
    As,
    Merged,
    Mapped,
    Failure,
    Target,
    End
  > {
  /**
   * What the step waits for. Default `requestResponse`: that the called flow's execution has started. `sync` waits for its
   * output, and fails as it fails. `waitForCallback` waits for a report of the task token that it is given.
   */
  readonly pattern?: P;
  /**
   * The name of the called flow's execution. Default: a random one. A constant is good for one execution only; a reference
   * is mapped into the called flow's input under `executionName`, unless `input` maps it already, and needs `input` beside it.
   *
   * @example
   * executionName: ({ context }) => context.execution.name
   * // inputMappings: [{ target: executionName, source: $context.execution.name }]
   * // serviceParams: { Input: $, ExecutionName: $.executionName }
   */
  readonly executionName?:
    | string
    | ((scope: NoInfer<Scope<Input, Local, TaskContext>>) => BesideInput<P, M, RefTo<string>>);
  /** With `waitForCallback`: the key of the called flow's input that carries the task token. Default `taskToken`. */
  readonly token?: Token;
  /**
   * Any Standard Schema of what comes back: what is reported, or what starting answers. Nothing validates it. Without it
   * nothing is known of the result. With `sync` it is the called flow's output.
   */
  readonly result?: Schema;
}

/** What Message Service answers when it has taken a message. */
export interface MessageReceipt {
  readonly MessageId: string;
  readonly RequestId: string;
  readonly MessageBodyMD5: string;
}

/** The result of a step that sends a message. */
export type MessageResult<P, Schema> = P extends "waitForCallback" ? Returned<Schema> : MessageReceipt;

/** How a step sends a message, and what becomes of the answer. */
export type MessageOptions<
  Input,
  Local,
  To extends MessageQueue | MessageTopic,
  Body,
  P extends "requestResponse" | "waitForCallback",
  Schema extends StandardSchema | undefined,
  As extends string,
  Merged extends "merge",
  Mapped,
  Failure,
  Target extends string,
  End extends boolean,
> = MessageContent<Input, Local, Body, P, Schema> &
  (To extends MessageQueue ? QueueOptions<Input, Local> : TopicOptions<Input, Local>) &
  OutcomeOptions<
    Body extends RefTo<unknown> | string ? unknown : MappedBy<Body>,
    MessageResult<P, Schema>,
    string,
    As,
    Merged,
    Mapped,
    Failure,
    Target,
    End
  >;

/** What is in a message, and what its step waits for. */
export interface MessageContent<Input, Local, Body, P, Schema> {
  /** What the step waits for. Default `requestResponse`: that the message was taken. */
  readonly pattern?: P;
  /**
   * The message's body: a text, a reference to one, or keys and sources, which make a JSON object. With `waitForCallback`
   * it is the last of these, and carries the task token too.
   *
   * @example
   * body: ({ input }) => ({ orderId: input.id })
   * // inputMappings: [{ target: orderId, source: $input.id }]
   * // serviceParams: { MessageBody: $ }
   */
  readonly body:
    | (P extends "waitForCallback" ? never : string)
    | ((
        scope: NoInfer<Scope<Input, Local, TaskContext>>,
      ) => Body & (P extends "waitForCallback" ? SourcesIn<Body> : SourcesIn<Body> | RefTo<string>));
  /** With `waitForCallback`: the key of the body that carries the task token. Default `taskToken`. */
  readonly token?: string;
  /** With `waitForCallback`: any Standard Schema of what is reported. Nothing validates it. Without it nothing is known of the result. */
  readonly result?: Schema;
}

/** What can be said of a message to a queue. */
export interface QueueOptions<Input, Local> {
  /** Whole seconds before anybody can receive the message, at most 604,800 (seven days). Default 0. */
  readonly delaySeconds?: number | ((scope: NoInfer<Scope<Input, Local, TaskContext>>) => RefTo<number>);
  /** From 1, the first to be received, to 16. Default 8. */
  readonly priority?: number | ((scope: NoInfer<Scope<Input, Local, TaskContext>>) => RefTo<number>);
}

/** What can be said of a message to a topic. */
export interface TopicOptions<Input, Local> {
  /** Which subscribers get the message: those that filter by this tag, and those that do not filter. */
  readonly tag?: string | ((scope: NoInfer<Scope<Input, Local, TaskContext>>) => RefTo<string>);
  /** What the topic's push needs, e.g. for mail or text messages, as JSON. */
  readonly attributes?:
    | JsonObject
    | ((scope: NoInfer<Scope<Input, Local, TaskContext>>) => RefTo<object | string>);
}

/** How a step calls an API of a cloud product, and what becomes of the answer. */
export type ActionOptions<
  Input,
  Local,
  Params,
  Schema extends StandardSchema | undefined,
  As extends string,
  Merged extends "merge",
  Mapped,
  Failure,
  Target extends string,
  End extends boolean,
> = Blaming<Params, ParamsOption<Input, Local, Params>> &
  ActionAnswer<Schema> &
  OutcomeOptions<unknown, Returned<Schema>, string, As, Merged, Mapped, Failure, Target, End>;

/** What an API is called with. */
export interface ParamsOption<Input, Local, Params> {
  /** The API's parameters: constants and references. A reference is mapped into the step's input under the parameter's name. */
  readonly params?: (scope: NoInfer<Scope<Input, Local, TaskContext>>) => Params & SourcesIn<Params>;
}

/** What an API answers, and when. */
export interface ActionAnswer<Schema> {
  /** What the step waits for. Default `requestResponse`: the API's answer. */
  readonly pattern?: Pattern;
  /** Any Standard Schema of the API's answer. Nothing validates it. Without it nothing is known of the result. */
  readonly result?: Schema;
}
