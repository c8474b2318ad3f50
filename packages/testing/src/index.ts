export { type ClockMode, type Duration, VirtualClock } from "./clock/index.ts";
export type {
  AccessKey,
  ChoiceLocal,
  CloudsOptions,
  Deferred,
  FunctionCall,
  FunctionContext,
  FunctionHandler,
  FunctionLogger,
  FunctionOptions,
  HandlerCallback,
  InvocationOutcome,
  Message,
  PassTaskToken,
  StandIn,
  StandInTask,
  TaskName,
  TaskSelector,
} from "./clouds/index.ts";
export type { CloudServer } from "./server/index.ts";
export {
  type ExecutionName,
  type HistoryEntry,
  type PendingTaskView,
  setupClouds,
  type TestClouds,
} from "./setup-clouds.ts";
