import type { JsonObject } from "@fnfkit/sdk/contract";
import { untilEnded } from "./long-poll.ts";
import { openExecution } from "./open-execution.ts";
import { pageOf } from "./page.ts";
import type { Params } from "./params.ts";
import type { ExecutionRecord } from "./records.ts";
import {
  actionNotSupported,
  executionAlreadyCompleted,
  invalidArgument,
  standardNotSupported,
} from "./refusals.ts";
import { wireTime } from "./wire-time.ts";
import { findExecution, findFlow, type WorkflowState } from "./workflow-state.ts";

const statuses = ["Starting", "Running", "Succeeded", "Failed", "TimedOut", "Stopped"] as const;

export function startExecution(state: WorkflowState, params: Params): JsonObject {
  const flow = findFlow(state, params.name("FlowName"));
  if (flow.executionMode === "Express") throw actionNotSupported("StartExecution");
  const name = params.optionalName("ExecutionName");
  const input = params.optional("Input") ?? "{}";
  const value = params.jsonObject("Input", input);
  const token = params.optional("CallbackFnFTaskToken");
  const qualifier = params.optional("Qualifier");
  const { record, isNew } = openExecution(state, flow, { name, input, value, token, qualifier });
  if (!isNew) return described(record);
  record.execution.start();
  // The service answers before it has begun, and leaves these blank.
  return { ...described(record), Output: "", Status: "", StoppedTime: "" };
}

/** The service runs Express flows only by this action; steps flows run as Standard ones. */
export function startSyncExecution(state: WorkflowState, params: Params): never {
  const { executionMode } = findFlow(state, params.name("FlowName"));
  throw executionMode === "Standard" ? standardNotSupported() : actionNotSupported("StartSyncExecution");
}

/** The answer says `Running` although the execution has been stopped, as the service's does. */
export function stopExecution(state: WorkflowState, params: Params): JsonObject {
  const record = findExecution(state, params.name("FlowName"), params.name("ExecutionName"));
  const error = params.text("Error", 128) ?? "";
  const cause = params.text("Cause", 4096) ?? "";
  if (record.execution.status !== "Running") throw executionAlreadyCompleted(record.flowName, record.name);
  record.execution.stop(error, cause);
  return { ...described(record), Status: "Running", RoleArn: record.roleArn };
}

export async function describeExecution(
  state: WorkflowState,
  params: Params,
  signal: AbortSignal,
): Promise<JsonObject> {
  const record = findExecution(state, params.name("FlowName"), params.name("ExecutionName"));
  const waitSeconds = params.integer("WaitTimeSeconds", { least: 0, most: 60 }) ?? 0;
  if (waitSeconds > 0) await untilEnded(state, record, waitSeconds * 1_000, signal);
  return { ...described(record), ...environmentOf(record) };
}

/** The latest come first. */
export function listExecutions(state: WorkflowState, params: Params): JsonObject {
  const { executions } = findFlow(state, params.name("FlowName"));
  const status = params.oneOf("Status", statuses);
  const prefix = params.optional("ExecutionNamePrefix") ?? "";
  const begin = params.moment("StartedTimeBegin") ?? Number.NEGATIVE_INFINITY;
  const end = params.moment("StartedTimeEnd") ?? Number.POSITIVE_INFINITY;
  const qualifier = params.optional("Qualifier");
  const isOfMapRun = params.optional("MapRunName") !== undefined;
  const metadataOnly = params.boolean("MetadataOnly") ?? false;
  const matching = [...executions.values()]
    .reverse()
    .filter(
      ({ name, startedTime, execution, qualifier: startedBy }) =>
        !isOfMapRun &&
        (qualifier === undefined || startedBy === qualifier) &&
        name.startsWith(prefix) &&
        startedTime >= begin &&
        startedTime <= end &&
        (status === undefined || execution.status === status),
    );
  const { items, nextToken } = pageOf(params, matching, { most: 100, tokenOf: ({ name }) => name });
  return {
    Executions: items.map((record) =>
      metadataOnly ? metadata(record) : { ...described(record), ...environmentOf(record) },
    ),
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

export function getExecutionHistory(state: WorkflowState, params: Params): JsonObject {
  const { execution } = findExecution(state, params.name("FlowName"), params.name("ExecutionName"));
  const token = params.optional("NextToken");
  if (token !== undefined && !/^\d+$/.test(token)) throw invalidArgument("NextToken is not valid");
  const { items, nextToken } = pageOf(params, execution.events, { most: 1000, tokenOf: ({ id }) => `${id}` });
  return {
    Events: items.map(({ id, scheduleId, type, stepName, time, detail }) => ({
      EventId: id,
      ScheduleEventId: scheduleId,
      Type: type,
      StepName: stepName,
      Time: wireTime(time),
      EventDetail: JSON.stringify(detail),
    })),
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

function metadata(record: ExecutionRecord): JsonObject {
  const { Input, Output, FlowDefinition, ...rest } = described(record);
  return rest;
}

function environmentOf({ environment }: ExecutionRecord): JsonObject {
  return environment === undefined ? {} : { Environment: environment };
}

/** An execution as every action answers it. */
export function described({
  flowName,
  name,
  definition,
  input,
  startedTime,
  stoppedTime,
  execution,
}: ExecutionRecord) {
  return {
    FlowName: flowName,
    Name: name,
    FlowDefinition: definition,
    Input: input,
    Output: execution.output === undefined ? "" : JSON.stringify(execution.output),
    Status: execution.status,
    StartedTime: wireTime(startedTime),
    StoppedTime: wireTime(stoppedTime),
  };
}
