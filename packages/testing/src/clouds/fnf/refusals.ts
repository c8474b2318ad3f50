import { CloudError } from "../../wire/cloud-error.ts";

export const invalidArgument = (message: string) => new CloudError(400, "InvalidArgument", message);

export const missingParam = (name: string) =>
  new CloudError(400, "MissingRequiredParams", `The HTTP query '${name}' must be specified.`);

export const actionNotSupported = (action: string) =>
  new CloudError(400, "ActionNotSupported", `operation '${action}' is incorrect`);

export const flowNotExists = (flow: string) =>
  new CloudError(404, "FlowNotExists", `Flow '${flow}' does not exist`);

export const flowAlreadyExists = (flow: string) =>
  new CloudError(409, "FlowAlreadyExists", `Flow ${flow} already exists.`);

export const executionNotExists = (flow: string, execution: string) =>
  new CloudError(404, "ExecutionNotExists", `Execution ${execution} for flow ${flow} does not exist.`);

export const executionAlreadyExists = (flow: string, execution: string) =>
  new CloudError(400, "ExecutionAlreadyExists", `Execution ${execution} for flow ${flow} already exists.`);

export const executionAlreadyCompleted = (flow: string, execution: string) =>
  new CloudError(
    400,
    "ExecutionAlreadyCompleted",
    `Execution '${execution}' for flow '${flow}' has already completed.`,
  );

/** The service puts the task's token into the message; a token is a secret, so this one names the step. */
export const taskAlreadyCompleted = (step: string) =>
  new CloudError(400, "TaskAlreadyCompleted", `Task ${step} has already completed.`);
