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

/** A report that comes before the step's asynchronous invocation has been submitted; it may be tried again. */
export const taskInvalidState = (step: string) =>
  new CloudError(409, "TaskInvalidState", `Task ${step} is in an invalid state. Please retry.`);

export const entityTooLarge = (most: number) =>
  new CloudError(400, "EntityTooLarge", `The payload size exceeds maximum allowed size (${most} bytes).`);

export const scheduleNotExists = (schedule: string, flow: string) =>
  new CloudError(404, "ScheduleNotExists", `The schedule ${schedule} for flow ${flow} does not exist.`);

export const scheduleAlreadyExists = (schedule: string, flow: string) =>
  new CloudError(409, "ScheduleAlreadyExists", `The schedule ${schedule} already exists in flow ${flow}.`);

export const versionNotExists = (version: string, flow: string) =>
  new CloudError(404, "FlowVersionNotExists", `The version ${version} of flow ${flow} does not exist.`);

export const versionInUse = (version: string, alias: string) =>
  new CloudError(412, "PreconditionFailed", `The version ${version} is used by alias ${alias}.`);

export const aliasNotExists = (alias: string, flow: string) =>
  new CloudError(404, "FlowAliasNotExists", `The alias ${alias} of flow ${flow} does not exist.`);

export const aliasAlreadyExists = (alias: string, flow: string) =>
  new CloudError(409, "FlowAliasAlreadyExists", `The alias ${alias} of flow ${flow} already exists.`);

export const mapRunNotExists = (mapRun: string, execution: string) =>
  new CloudError(404, "MapRunNotExists", `The map run ${mapRun} of execution ${execution} does not exist.`);

export const standardNotSupported = () =>
  new CloudError(400, "ActionNotSupported", "standard execution not supported");

export const resourceThrottled = () =>
  new CloudError(429, "ResourceThrottled", "The request has been throttled. Please try again later.");

export const accessDenied = (action: string, resource: string) =>
  new CloudError(
    403,
    "AccessDenied",
    `the caller is not authorized to perform '${action}' on resource '${resource}'`,
  );
