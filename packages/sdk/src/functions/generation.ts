import type { FunctionTarget } from "../contract/function-contract.ts";
import type { FcSend } from "./fc-send.ts";
import { fc2Send } from "./fc2-send.ts";
import { fc3Send } from "./fc3-send.ts";

/** What the two generations of Function Compute call the same things, and how they are reached. */
export interface Generation {
  readonly send: FcSend;
  /** The function's path, below the version of the API. */
  path(target: FunctionTarget): string;
  /** What a request's query says of the function. */
  query(target: FunctionTarget): Readonly<Record<string, string>>;
  /** The header that names a job. */
  readonly jobIdHeader: string;
  /** A job's path below the function's. */
  jobPath(id: string): string;
  /** What follows a job's path in the PUT that stops it. */
  readonly stopSuffix: string;
  /** The switch for jobs in the asynchronous invocation configuration. */
  readonly stateful: string;
  readonly action: Readonly<Record<"getJob" | "stopJob" | "getConfig" | "putConfig", string>>;
  readonly field: Readonly<Record<"id" | "errorMessage", string>>;
  readonly code: Readonly<Record<"notFound" | "alreadyExists", string>>;
}

const fc2: Generation = {
  send: fc2Send,
  path: ({ service, name, qualifier }) =>
    `/services/${service}${qualifier === undefined ? "" : `.${qualifier}`}/functions/${name}`,
  query: () => ({}),
  jobIdHeader: "x-fc-stateful-async-invocation-id",
  jobPath: (id) => `/stateful-async-invocations/${encodeURIComponent(id)}`,
  stopSuffix: "",
  stateful: "statefulInvocation",
  action: {
    getJob: "GetStatefulAsyncInvocation",
    stopJob: "StopStatefulAsyncInvocation",
    getConfig: "GetFunctionAsyncInvokeConfig",
    putConfig: "PutFunctionAsyncInvokeConfig",
  },
  field: { id: "invocationId", errorMessage: "invocationErrorMessage" },
  code: {
    notFound: "StatefulAsyncInvocationNotFound",
    alreadyExists: "StatefulAsyncInvocationAlreadyExists",
  },
};

const fc3: Generation = {
  send: fc3Send,
  path: ({ name }) => `/functions/${name}`,
  query: ({ qualifier }) => (qualifier === undefined ? {} : { qualifier }),
  jobIdHeader: "x-fc-async-task-id",
  jobPath: (id) => `/async-tasks/${encodeURIComponent(id)}`,
  stopSuffix: "/stop",
  stateful: "asyncTask",
  action: {
    getJob: "GetAsyncTask",
    stopJob: "StopAsyncTask",
    getConfig: "GetAsyncInvokeConfig",
    putConfig: "PutAsyncInvokeConfig",
  },
  field: { id: "taskId", errorMessage: "taskErrorMessage" },
  code: { notFound: "AsyncTaskNotFound", alreadyExists: "AsyncTaskAlreadyExists" },
};

/** The generation a function belongs to. */
export function generationOf({ service }: FunctionTarget): Generation {
  return service === undefined ? fc3 : fc2;
}
