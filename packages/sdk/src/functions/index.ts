export {
  type AcceptedInvocation,
  FunctionClient,
  type FunctionClientConfig,
  type InvokeAsyncOptions,
} from "./function-client.ts";
export type { Job, JobEndOptions } from "./job.ts";
export type { JobDescription, JobStatus } from "./job-description.ts";
