import type { JsonObject } from "@fnfkit/sdk/contract";
import { Execution } from "../../engine/index.ts";
import { engineHost } from "./engine-host.ts";
import { untilEnded } from "./long-poll.ts";
import { pageOf } from "./page.ts";
import type { Params } from "./params.ts";
import type { ExecutionRecord, FlowRecord } from "./records.ts";
import {
  actionNotSupported,
  executionAlreadyCompleted,
  executionAlreadyExists,
  invalidArgument,
} from "./refusals.ts";
import { wireTime } from "./wire-time.ts";
import { findExecution, findFlow, type WorkflowState } from "./workflow-state.ts";

export function startExecution(state: WorkflowState, params: Params): JsonObject {
  const flow = findFlow(state, params.name("FlowName"));
  if (flow.executionMode === "Express") throw actionNotSupported("StartExecution");
  const name = params.optionalName("ExecutionName") ?? state.world.ids.uuid();
  const input = params.optional("Input") ?? "{}";
  const value = params.jsonObject("Input", input);
  const existing = flow.executions.get(name);
  if (existing?.execution.status === "Running") return described(existing);
  if (existing !== undefined) throw executionAlreadyExists(flow.name, name);
  const record = newRecord(state, flow, name, input, value);
  flow.executions.set(name, record);
  record.execution.start();
  // The service answers before it has begun, and leaves these blank.
  return { ...described(record), Output: "", Status: "", StoppedTime: "" };
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
  return described(record);
}

/** The latest come first. */
export function listExecutions(state: WorkflowState, params: Params): JsonObject {
  const { executions } = findFlow(state, params.name("FlowName"));
  const status = params.optional("Status");
  const prefix = params.optional("ExecutionNamePrefix") ?? "";
  const begin = params.moment("StartedTimeBegin") ?? Number.NEGATIVE_INFINITY;
  const end = params.moment("StartedTimeEnd") ?? Number.POSITIVE_INFINITY;
  const matching = [...executions.values()]
    .reverse()
    .filter(
      ({ name, startedTime, execution }) =>
        name.startsWith(prefix) &&
        startedTime >= begin &&
        startedTime <= end &&
        (status === undefined || execution.status === status),
    );
  const { items, nextToken } = pageOf(params, matching, { most: 100, tokenOf: ({ name }) => name });
  return {
    Executions: items.map(described),
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

function newRecord(
  state: WorkflowState,
  flow: FlowRecord,
  name: string,
  input: string,
  value: JsonObject,
): ExecutionRecord {
  const { clock } = state.world;
  const record: ExecutionRecord = {
    flowName: flow.name,
    name,
    definition: flow.definition,
    roleArn: flow.roleArn,
    input,
    startedTime: clock.now(),
    stoppedTime: undefined,
    watchers: new Set(),
    execution: new Execution({
      flow: flow.flow,
      flowName: flow.name,
      name,
      input: value,
      host: engineHost(state, flow.name, name),
      onEnd() {
        record.stoppedTime = clock.now();
        for (const watcher of record.watchers) watcher();
      },
    }),
  };
  return record;
}

function described({
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
