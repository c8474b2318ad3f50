export type { DeployOptions, DeployOutcome } from "./deploy-flow.ts";
export { Execution, type ExecutionIdentity, type StopOptions } from "./execution.ts";
export type { ExecutionDescription, ExecutionStatus } from "./execution-description.ts";
export { FlowClient, type FlowClientConfig, type StartOptions } from "./flow-client.ts";
export type { FlowText } from "./flow-text.ts";
export type { HistoryEvent, HistoryEventType } from "./history.ts";
