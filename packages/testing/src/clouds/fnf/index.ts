export type { Limits, LimitsOption } from "./limits.ts";
export {
  selectTask,
  type TaskAtHand,
  type TaskName,
  type TaskSelector,
  tasksAtHand,
  tasksMeant,
} from "./pending-tasks.ts";
export { documentedQuotas, type Quotas, type QuotasOption } from "./quotas.ts";
export type { ExecutionRecord } from "./records.ts";
export { actionNotSupported, resourceThrottled } from "./refusals.ts";
export type { Message } from "./send-message.ts";
export { createServerlessWorkflow, type ServerlessWorkflow } from "./serverless-workflow.ts";
export type { Rate } from "./token-bucket.ts";
export { whatIsAwaited } from "./what-is-awaited.ts";
