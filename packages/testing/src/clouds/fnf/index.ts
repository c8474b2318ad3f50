export {
  selectTask,
  type TaskAtHand,
  type TaskName,
  type TaskSelector,
  tasksAtHand,
  tasksMeant,
} from "./pending-tasks.ts";
export type { ExecutionRecord } from "./records.ts";
export type { Message } from "./send-message.ts";
export { createServerlessWorkflow, type ServerlessWorkflow } from "./serverless-workflow.ts";
export { whatIsAwaited } from "./what-is-awaited.ts";
