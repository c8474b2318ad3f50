export type { AccessKey } from "./access-keys.ts";
export { type Clouds, type CloudsOptions, createClouds } from "./create-clouds.ts";
export type {
  Deferred,
  FunctionCall,
  FunctionContext,
  FunctionHandler,
  FunctionLogger,
  FunctionOptions,
  HandlerCallback,
  InvocationOutcome,
  StandIn,
  StandInTask,
} from "./fc/index.ts";
export { selectTask, type TaskName, type TaskSelector, tasksAtHand, whatIsAwaited } from "./fnf/index.ts";
export type { PassTaskToken } from "./world.ts";
