export type { Answer, AnswerOptions, AnswerQueue } from "./answers.ts";
export { stopRight } from "./caller-role.ts";
export type { Destination } from "./destination-config.ts";
export { faultCallOf, functionThrottled } from "./fault-call.ts";
export {
  createFunctionCompute,
  type FunctionCompute,
  type FunctionComputeOptions,
} from "./function-compute.ts";
export { functionLabel } from "./function-key.ts";
export type {
  FunctionExports,
  FunctionFactory,
  FunctionHook,
  FunctionModule,
  FunctionSource,
} from "./function-source.ts";
export type { FunctionContext, FunctionHandler, FunctionLogger, HandlerCallback } from "./handler.ts";
export { documentedInstances } from "./instance-quota.ts";
export type {
  Accepted,
  AsyncInvocation,
  FunctionInvoker,
  Invocation,
  InvocationOutcome,
  InvocationRun,
} from "./invocation.ts";
export type { FunctionCall, FunctionOptions } from "./registry.ts";
export type { Deferred, StandIn, StandInTask } from "./stand-in.ts";
