export { createFunctionCompute, type FunctionCompute } from "./function-compute.ts";
export type { FunctionContext, FunctionHandler, FunctionLogger, HandlerCallback } from "./handler.ts";
export type {
  Accepted,
  AsyncInvocation,
  FunctionInvoker,
  Invocation,
  InvocationOutcome,
} from "./invocation.ts";
export type { FunctionCall, FunctionOptions } from "./registry.ts";
export type { Deferred, StandIn, StandInTask } from "./stand-in.ts";
