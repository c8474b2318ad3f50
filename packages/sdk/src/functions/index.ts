export type { AsyncConfig, AsyncSettings, Destination } from "./async-config.ts";
export type { AsyncConfigs } from "./async-configs.ts";
export type { FcAddress, FcAnswer, FcRequest, FcSend, FcVersion } from "./fc-send.ts";
export {
  type AcceptedInvocation,
  FunctionClient,
  type FunctionClientConfig,
  type InvokeAsyncOptions,
} from "./function-client.ts";
export type { InvokeOptions, LoggedResult } from "./invoke-function.ts";
export type { DescribeJobOptions, Job, JobEndOptions } from "./job.ts";
export type { JobDescription, JobEvent, JobStatus } from "./job-description.ts";
export type { JobFilter } from "./list-jobs.ts";
