export { defineFlow, type FlowOptions } from "./define-flow.ts";
export type { PlatformErrorName, StepErrorName } from "./error-names.ts";
export type { FailOptions, FlowBuilder, PassOptions, WaitOptions } from "./flow-builder.ts";
export type { FlowDefinition, FlowSchemas } from "./flow-definition.ts";
export type { Ref, RefTo } from "./ref.ts";
export type { FlowContext, Scope } from "./scope.ts";
export type { Source, Sources, SourcesOf } from "./sources.ts";
export type { CatchRule, RetryRule, TaskContext, TaskOptions } from "./task-options.ts";
