import type { JsonObject } from "@fnfkit/sdk/contract";
import { type Flow, parseFlow } from "@fnfkit/sdk/fdl";
import { pageOf } from "./page.ts";
import type { Params } from "./params.ts";
import { findVersion } from "./qualifier.ts";
import type { FlowRecord } from "./records.ts";
import { flowAlreadyExists, invalidArgument, resourceThrottled } from "./refusals.ts";
import { wireTime } from "./wire-time.ts";
import { findFlow, type WorkflowState } from "./workflow-state.ts";

const types = ["FDL", "DEFAULT"] as const;

export function createFlow({ world, flows, quotas }: WorkflowState, params: Params): JsonObject {
  const name = params.name("Name");
  const definition = params.required("Definition");
  const description = params.required("Description");
  params.required("Type");
  const type = params.oneOf("Type", types) ?? "FDL";
  const executionMode = params.oneOf("ExecutionMode", ["Standard", "Express"]) ?? "Standard";
  const environment = environmentOf(params);
  const flow = readFlow(name, definition);
  if (flows.has(name)) throw flowAlreadyExists(name);
  if (flows.size >= (quotas.quotas.flows ?? Number.POSITIVE_INFINITY)) throw resourceThrottled();
  const now = world.clock.now();
  const record: FlowRecord = {
    id: world.ids.uuid(),
    name,
    executionMode,
    createdTime: now,
    resourceGroupId: params.optional("ResourceGroupId") ?? "",
    executions: new Map(),
    schedules: new Map(),
    versions: new Map(),
    aliases: new Map(),
    lastVersion: 0,
    type,
    definition,
    flow,
    description,
    roleArn: params.optional("RoleArn") ?? "",
    environment,
    externalStorageLocation: params.optional("ExternalStorageLocation") ?? "",
    lastModifiedTime: now,
  };
  flows.set(name, record);
  return described(record);
}

/** Changes what is given. Executions that run go on with the flow they were started with. */
export function updateFlow(state: WorkflowState, params: Params): JsonObject {
  const record = findFlow(state, params.name("Name"));
  const type = params.oneOf("Type", types);
  const definition = params.optional("Definition");
  const flow = definition === undefined ? undefined : readFlow(record.name, definition);
  const environment = environmentOf(params);
  Object.assign(record, {
    ...(type !== undefined && { type }),
    ...(definition !== undefined && { definition, flow }),
    description: params.optional("Description") ?? record.description,
    roleArn: params.optional("RoleArn") ?? record.roleArn,
    environment: environment ?? record.environment,
    externalStorageLocation: params.optional("ExternalStorageLocation") ?? record.externalStorageLocation,
    lastModifiedTime: state.world.clock.now(),
  });
  const { ExecutionMode, ...answer } = described(record);
  return { ...answer, ExternalStorageLocation: record.externalStorageLocation };
}

/** Describes a flow as it is, or with `FlowVersion` as it was published. */
export function describeFlow(state: WorkflowState, params: Params): JsonObject {
  const record = findFlow(state, params.name("Name"));
  const version = params.optional("FlowVersion");
  return described(version === undefined ? record : { ...record, ...findVersion(record, version) });
}

/** Forgets a flow with its executions. Those that run are stopped after the step that they are in. */
export function deleteFlow(state: WorkflowState, params: Params): JsonObject {
  const { name, executions, schedules } = findFlow(state, params.name("Name"));
  state.flows.delete(name);
  for (const { cancel } of schedules.values()) cancel();
  for (const record of executions.values()) {
    const { execution, watchers } = record;
    if (execution.status !== "Running") continue;
    state.orphans.add(record);
    watchers.add(() => state.orphans.delete(record));
    execution.stopAfterStep("", "the flow was deleted");
  }
  return {};
}

export function listFlows({ flows }: WorkflowState, params: Params): JsonObject {
  const group = params.optional("ResourceGroupId");
  const all = [...flows.values()]
    .filter(({ resourceGroupId }) => group === undefined || resourceGroupId === group)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, nextToken } = pageOf(params, all, { most: 1000, tokenOf: ({ name }) => name });
  return { Flows: items.map(described), ...(nextToken !== undefined && { NextToken: nextToken }) };
}

function readFlow(name: string, definition: string): Flow {
  const { flow, diagnostics } = parseFlow(definition);
  if (flow === undefined) {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    const lines = errors.map(({ message, line }) =>
      line === undefined ? message : `line ${line}: ${message}`,
    );
    throw invalidArgument(`Definition is invalid: ${lines.join("; ")}`);
  }
  if (flow.name === undefined || flow.name === name) return flow;
  throw invalidArgument(`Definition names the flow '${flow.name}', which is not its Name '${name}'`);
}

function environmentOf(params: Params): JsonObject | undefined {
  const text = params.optional("Environment");
  return text === undefined ? undefined : params.jsonObject("Environment", text);
}

function described(record: FlowRecord): JsonObject {
  return {
    Name: record.name,
    Id: record.id,
    Type: record.type,
    Definition: record.definition,
    Description: record.description,
    RoleArn: record.roleArn,
    ExecutionMode: record.executionMode,
    ...(record.environment !== undefined && { Environment: record.environment }),
    ResourceGroupId: record.resourceGroupId,
    CreatedTime: wireTime(record.createdTime),
    LastModifiedTime: wireTime(record.lastModifiedTime),
  };
}
