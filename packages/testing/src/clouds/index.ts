export type { ChoiceLocal } from "../engine/index.ts";
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
export {
  type Message,
  selectTask,
  type TaskAtHand,
  type TaskName,
  type TaskSelector,
  tasksAtHand,
  tasksMeant,
  whatIsAwaited,
} from "./fnf/index.ts";
export type { PassTaskToken } from "./world.ts";
