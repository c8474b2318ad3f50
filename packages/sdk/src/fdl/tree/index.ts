export type { FailStep } from "./fail.ts";
export type { Flow, Step, StepType } from "./flow.ts";
export type { Mapping, Mappings } from "./mapping.ts";
export type { PassStep } from "./pass.ts";
export type { Catch, Retry } from "./retry.ts";
export type { EndableStep, StepBase } from "./step-base.ts";
export type { SucceedStep } from "./succeed.ts";
export type { InvocationType, Pattern, ServiceParams, TaskStep } from "./task.ts";
export type { WaitStep } from "./wait.ts";
