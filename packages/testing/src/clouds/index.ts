export type { ChoiceLocal } from "../engine/index.ts";
export type { RolePolicy, RoleStatement, Roles } from "./access.ts";
export type { AccessKey } from "./access-keys.ts";
export { checkChoice, checkObject } from "./check-names.ts";
export type { CloudsOptions } from "./clouds-options.ts";
export { type Clouds, createClouds } from "./create-clouds.ts";
export type { Fault, FaultCall, FaultRule, Faults } from "./faults/index.ts";
export type {
  Answer,
  AnswerOptions,
  AnswerQueue,
  Deferred,
  Destination,
  FunctionCall,
  FunctionContext,
  FunctionExports,
  FunctionFactory,
  FunctionHandler,
  FunctionHook,
  FunctionLogger,
  FunctionModule,
  FunctionOptions,
  FunctionSource,
  HandlerCallback,
  InvocationOutcome,
  StandIn,
  StandInTask,
} from "./fc/index.ts";
export { functionLabel } from "./fc/index.ts";
export type { Finding, FindingKind } from "./findings.ts";
export {
  documentedQuotas,
  type Limits,
  type LimitsOption,
  type Message,
  type Quotas,
  type QuotasOption,
  type Rate,
  selectTask,
  type TaskAtHand,
  type TaskName,
  type TaskSelector,
  tasksAtHand,
  tasksMeant,
  whatIsAwaited,
} from "./fnf/index.ts";
export { orStalled, sleepOrStalled, whyTimeStands } from "./stall.ts";
export type { Happening, Observer, PassTaskToken } from "./world.ts";
