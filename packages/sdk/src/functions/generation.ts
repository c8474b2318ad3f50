import type { FunctionTarget } from "../contract/function-contract.ts";
import type { FcVendorSend, FcVersion } from "./fc-send.ts";
import { fc2Send } from "./fc2-send.ts";
import { fc3Send } from "./fc3-send.ts";

/** What the two generations of Function Compute call the same things, and how they are reached. */
export interface Generation {
  readonly version: FcVersion;
  readonly send: FcVendorSend;
  /** The function's path, below the version of the API. */
  path(target: FunctionTarget): string;
  /** What a request's query says of the function. */
  query(target: FunctionTarget): Readonly<Record<string, string>>;
  /** The header that names a job. */
  readonly jobIdHeader: string;
  /** The path of a function's jobs, below the function's; each one's is its id below that. */
  readonly jobsPath: string;
  /** What follows a job's path in the PUT that stops it. */
  readonly stopSuffix: string;
  /** The key of a list of jobs. */
  readonly jobsKey: string;
  /** The query that filters a list of jobs by the start of the id. */
  readonly idPrefix: string;
  /** Where the configurations of a function are listed, those of its versions and aliases included. */
  configs(target: FunctionTarget): {
    readonly path: string;
    readonly query: Readonly<Record<string, string>>;
  };
  /** The switch for jobs in the asynchronous invocation configuration. */
  readonly stateful: string;
  readonly action: Readonly<Record<Action, string>>;
  readonly field: Readonly<Record<"id" | "payload" | "errorMessage", string>>;
  readonly code: Readonly<Record<"notFound" | "alreadyExists", string>>;
}

/** What can be asked about a function, in one word for both generations. */
export type Action =
  | "getJob"
  | "listJobs"
  | "stopJob"
  | "getConfig"
  | "putConfig"
  | "deleteConfig"
  | "listConfigs";

const fc2: Generation = {
  version: "2016-08-15",
  send: fc2Send,
  path: ({ service, name, qualifier }) =>
    `/services/${service}${qualifier === undefined ? "" : `.${qualifier}`}/functions/${name}`,
  query: () => ({}),
  jobIdHeader: "x-fc-stateful-async-invocation-id",
  jobsPath: "/stateful-async-invocations",
  stopSuffix: "",
  jobsKey: "invocations",
  idPrefix: "invocationIdPrefix",
  configs: ({ service, name }) => ({
    path: `/services/${service}/functions/${name}/async-invoke-configs`,
    query: {},
  }),
  stateful: "statefulInvocation",
  action: {
    getJob: "GetStatefulAsyncInvocation",
    listJobs: "ListStatefulAsyncInvocations",
    stopJob: "StopStatefulAsyncInvocation",
    getConfig: "GetFunctionAsyncInvokeConfig",
    putConfig: "PutFunctionAsyncInvokeConfig",
    deleteConfig: "DeleteFunctionAsyncInvokeConfig",
    listConfigs: "ListFunctionAsyncInvokeConfigs",
  },
  field: { id: "invocationId", payload: "invocationPayload", errorMessage: "invocationErrorMessage" },
  code: {
    notFound: "StatefulAsyncInvocationNotFound",
    alreadyExists: "StatefulAsyncInvocationAlreadyExists",
  },
};

const fc3: Generation = {
  version: "2023-03-30",
  send: fc3Send,
  path: ({ name }) => `/functions/${name}`,
  query: ({ qualifier }) => (qualifier === undefined ? {} : { qualifier }),
  jobIdHeader: "x-fc-async-task-id",
  jobsPath: "/async-tasks",
  stopSuffix: "/stop",
  jobsKey: "tasks",
  idPrefix: "prefix",
  configs: ({ name }) => ({ path: "/async-invoke-configs", query: { functionName: name } }),
  stateful: "asyncTask",
  action: {
    getJob: "GetAsyncTask",
    listJobs: "ListAsyncTasks",
    stopJob: "StopAsyncTask",
    getConfig: "GetAsyncInvokeConfig",
    putConfig: "PutAsyncInvokeConfig",
    deleteConfig: "DeleteAsyncInvokeConfig",
    listConfigs: "ListAsyncInvokeConfigs",
  },
  field: { id: "taskId", payload: "taskPayload", errorMessage: "taskErrorMessage" },
  code: { notFound: "AsyncTaskNotFound", alreadyExists: "AsyncTaskAlreadyExists" },
};

/** The generation a function belongs to. */
export function generationOf({ service }: FunctionTarget): Generation {
  return service === undefined ? fc3 : fc2;
}
