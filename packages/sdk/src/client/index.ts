export type { AliasRoute, AliasSettings, FlowAlias, FlowAliases } from "./aliases.ts";
export type { AwaitOptions } from "./await-options.ts";
export type { DeployedFlow } from "./deploy-all.ts";
export type { DeployOptions, DeployOutcome } from "./deploy-flow.ts";
export type { DryRun } from "./dry-run.ts";
export type { EnvironmentVariable } from "./environment.ts";
export type {
  HistoryEvent,
  HistoryEventDetails,
  HistoryEventType,
  KnownHistoryEvent,
  OtherHistoryEvent,
} from "./events/history-event.ts";
export { isHistoryEvent } from "./events/is-history-event.ts";
export { type EventOptions, Execution, type ExecutionIdentity } from "./execution.ts";
export {
  ExecutionAlreadyExistsError,
  isExecutionAlreadyExistsError,
} from "./execution-already-exists-error.ts";
export type { ExecutionDescription, ExecutionMetadata, ExecutionStatus } from "./execution-description.ts";
export type { ExecutionName } from "./execution-name.ts";
export { FlowClient, type FlowClientConfig } from "./flow-client.ts";
export type { ExecutionMode, FlowDescription } from "./flow-description.ts";
export type { FlowName } from "./flow-name.ts";
export type { FlowService } from "./flow-service.ts";
export type { FlowSettings, NewFlowSettings } from "./flow-settings.ts";
export type { FlowText } from "./flow-text.ts";
export type { ExecutionJob } from "./jobs-in-history.ts";
export type { ExecutionFilter } from "./list-executions.ts";
export type { DescribeFlowOptions, FlowChanges, FlowFilter } from "./manage-flows.ts";
export type { ItemCounts, MapRunDescription, MapRunSettings, MapRuns } from "./map-runs.ts";
export type { Region, RegionOptions } from "./regions.ts";
export type { ScheduleDescription, ScheduleSettings, Schedules } from "./schedules.ts";
export type { SettledResult, SettledResults } from "./settled-results.ts";
export type { StartOptions } from "./start-execution.ts";
export type { StartSyncOptions, SyncExecution } from "./start-sync.ts";
export type { StopOptions, StoppedExecution } from "./stop-execution.ts";
export type { FlowVersion, FlowVersions } from "./versions.ts";
