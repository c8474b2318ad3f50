export {
  defineFunction,
  type FunctionContract,
  type HandlerInput,
  type HandlerOutput,
  type KitErrorName,
} from "@fnfkit/sdk/contract";
export {
  isConfigurationError,
  isContractError,
  isReportUndeliveredError,
  isServiceError,
  ReportUndeliveredError,
  ServiceError,
} from "@fnfkit/sdk/errors";
export type { Reporter, ReportOptions, ReportOutcome } from "@fnfkit/sdk/reporter";
export { type ContractReporter, createReporter, type ReporterConfig } from "./create-reporter.ts";
export type { Deferred } from "./deferred.ts";
export type { TokenSource } from "./find-token.ts";
export { type HandleTaskOptions, handleTask } from "./handle-task.ts";
export type { FcCallback, FcContext, FcEvent, FcHandler } from "./platform.ts";
export type { Task, TaskHandler } from "./task.ts";
