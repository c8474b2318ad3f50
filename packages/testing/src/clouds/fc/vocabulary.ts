import type { FunctionTarget } from "@fnfkit/sdk/contract";

/** What the two generations of Function Compute call the same thing. */
export interface Vocabulary {
  /** The switch for jobs in the asynchronous invocation configuration. */
  readonly stateful: string;
  /** The header that names a job. */
  readonly jobIdHeader: string;
  /** The path below a function that its jobs live at. */
  readonly jobs: string;
  /** What follows a job's path in a PUT that stops it. */
  readonly stopVerb: string | undefined;
  /** The key of a list of jobs. */
  readonly list: string;
  /** The query that filters a list by the start of the id. */
  readonly prefix: string;
  readonly field: { readonly id: string; readonly payload: string; readonly errorMessage: string };
  readonly code: { readonly notFound: string; readonly alreadyExists: string };
  /** What messages call a job. */
  readonly noun: string;
}

const fc2: Vocabulary = {
  stateful: "statefulInvocation",
  jobIdHeader: "x-fc-stateful-async-invocation-id",
  jobs: "stateful-async-invocations",
  stopVerb: undefined,
  list: "invocations",
  prefix: "invocationIdPrefix",
  field: { id: "invocationId", payload: "invocationPayload", errorMessage: "invocationErrorMessage" },
  code: {
    notFound: "StatefulAsyncInvocationNotFound",
    alreadyExists: "StatefulAsyncInvocationAlreadyExists",
  },
  noun: "stateful async invocation",
};

const fc3: Vocabulary = {
  stateful: "asyncTask",
  jobIdHeader: "x-fc-async-task-id",
  jobs: "async-tasks",
  stopVerb: "stop",
  list: "tasks",
  prefix: "prefix",
  field: { id: "taskId", payload: "taskPayload", errorMessage: "taskErrorMessage" },
  code: { notFound: "AsyncTaskNotFound", alreadyExists: "AsyncTaskAlreadyExists" },
  noun: "async task",
};

/** How the generation that a function belongs to speaks. */
export function vocabularyOf({ service }: FunctionTarget): Vocabulary {
  return service === undefined ? fc3 : fc2;
}
