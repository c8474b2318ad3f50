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
export type { Deferred } from "./deferred.ts";
export type { FailureMapping, ReportedFailure } from "./failure.ts";
export type { TokenSource } from "./find-token.ts";
export { handleTask } from "./handle-task.ts";
export type { HandleTaskOptions, HandleTaskOptionsOf, TaskOptions } from "./handle-task-options.ts";
export type { Middleware, MiddlewareOf, ReportEnd, TaskCall, TaskResult } from "./middleware/middleware.ts";
export type {
  FcCallback,
  FcContext,
  FcEvent,
  FcHandler,
  FcHttpRequest,
  FcHttpResponse,
} from "./platform.ts";
export { type ContractReporter, createReporter, type ReporterConfig } from "./reporter/index.ts";
export type { Task, TaskHandler } from "./task.ts";
export type { TaskReport, Undelivered, UndeliveredHook } from "./undelivered.ts";
