export type { Condition } from "../fdl/condition/index.ts";
export type {
  ActionOptions,
  CalledFlow,
  MessageContent,
  MessageOptions,
  MessageReceipt,
  QueueOptions,
  SubFlowOptions,
  TopicOptions,
} from "./call-options.ts";
export type { ChoiceBuilder, ChoiceEnd, ChoiceFacts, ChoiceOutput } from "./choice-builder.ts";
export type { Comparand, ConditionLike } from "./condition-types.ts";
export type {
  ChoiceOptions,
  ContainerOptions,
  ForeachOptions,
  ParallelOptions,
} from "./container-options.ts";
export { defineFlow, type FlowOptions } from "./define-flow.ts";
export { type Each, type EachOf, each } from "./each.ts";
export type { PlatformErrorName, StepErrorName } from "./error-names.ts";
export type { FlowBuilder } from "./flow-builder.ts";
export type { FlowDefinition, FlowSchemas } from "./flow-definition.ts";
export type { Join, Landed, Merge, NoJumps } from "./local-types.ts";
export { type MessagePlace, type MessageQueue, type MessageTopic, queue, topic } from "./message-target.ts";
export { and, eq, ge, gt, le, lt, ne, or } from "./operators.ts";
export type { CatchRule, OutcomeOptions, RetryRule, TaskContext } from "./outcome-options.ts";
export type { ParallelBuilder, ParallelEnd, ParallelFacts } from "./parallel-builder.ts";
export type { InsideSeries, InsideWay, Place, WholeFlow } from "./place.ts";
export type { Entry, Flat, Plain } from "./plain.ts";
export type { FailOptions, PassOptions, SucceedOptions, WaitOptions } from "./plain-options.ts";
export type { RawStep } from "./raw-method.ts";
export { rawRef } from "./raw-ref.ts";
export type { Ref, RefTo } from "./ref.ts";
export type { ExecutionContext, FlowContext, OwnScope, Scope } from "./scope.ts";
export type { SeriesBuilder, SeriesEnd, SeriesFacts, WayBuilder } from "./series-builder.ts";
export type { MappedBy, Resolved, Source, Sources, SourcesOf } from "./sources.ts";
export type { Steps } from "./steps.ts";
export type { TaskOptions } from "./task-options.ts";
