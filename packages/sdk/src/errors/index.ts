export { AbortError, isAbortError } from "./abort-error.ts";
export { ConfigurationError, isConfigurationError } from "./configuration-error.ts";
export { ConnectionError, isConnectionError } from "./connection-error.ts";
export { ContractError, type ContractIssue, isContractError } from "./contract-error.ts";
export {
  ExecutionFailedError,
  type ExecutionFailure,
  isExecutionFailedError,
  type UnsuccessfulStatus,
} from "./execution-failed-error.ts";
export {
  type Diagnostic,
  FlowDefinitionError,
  isFlowDefinitionError,
  type Severity,
} from "./flow-definition-error.ts";
export { FnfkitError, type FnfkitErrorCode, isFnfkitError } from "./fnfkit-error.ts";
export { FunctionFailedError, type FunctionFailure, isFunctionFailedError } from "./function-failed-error.ts";
export { isReportUndeliveredError, ReportUndeliveredError } from "./report-undelivered-error.ts";
export { isServiceError, ServiceError, type ServiceErrorDetails } from "./service-error.ts";
export { isTimeoutError, TimeoutError } from "./timeout-error.ts";
