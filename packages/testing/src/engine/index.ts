export { type ChoiceLocal, Execution, type ExecutionOptions, type ExecutionStatus } from "./execution.ts";
export type { FlowError } from "./flow-error.ts";
export type { EventType, HistoryEvent } from "./history.ts";
export type { CallNews, Cancel, EngineHost, ServiceCall } from "./host.ts";
export { jsonBytes } from "./json-bytes.ts";
export { documentedLimits, type ExecutionLimits, noLimits } from "./limits.ts";
export type { Pending, PendingPause, PendingTask } from "./pending.ts";
