import type { JsonObject } from "@fnfkit/sdk/contract";
import { type Flow, parseFlow } from "@fnfkit/sdk/fdl";
import { pageOf } from "./page.ts";
import type { Params } from "./params.ts";
import type { FlowRecord } from "./records.ts";
import { flowAlreadyExists, invalidArgument } from "./refusals.ts";
import { wireTime } from "./wire-time.ts";
import { findFlow, type WorkflowState } from "./workflow-state.ts";

const types = ["FDL", "DEFAULT"] as const;

export function createFlow({ world, flows }: WorkflowState, params: Params): JsonObject {
  const name = params.name("Name");
  const definition = params.required("Definition");
  const description = params.required("Description");
  params.required("Type");
  const type = params.oneOf("Type", types) ?? "FDL";
  const executionMode = params.oneOf("ExecutionMode", ["Standard", "Express"]) ?? "Standard";
  const flow = readFlow(name, definition);
  if (flows.has(name)) throw flowAlreadyExists(name);
  const now = world.clock.now();
  const record: FlowRecord = {
    id: world.ids.uuid(),
    name,
    executionMode,
    createdTime: now,
    executions: new Map(),
    type,
    definition,
    flow,
    description,
    roleArn: params.optional("RoleArn") ?? "",
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
  Object.assign(record, {
    ...(type !== undefined && { type }),
    ...(definition !== undefined && { definition, flow }),
    description: params.optional("Description") ?? record.description,
    roleArn: params.optional("RoleArn") ?? record.roleArn,
    lastModifiedTime: state.world.clock.now(),
  });
  const { ExecutionMode, ...answer } = described(record);
  return answer;
}

export function describeFlow(state: WorkflowState, params: Params): JsonObject {
  return described(findFlow(state, params.name("Name")));
}

/** Forgets a flow with its executions. Those that run are stopped. */
export function deleteFlow(state: WorkflowState, params: Params): JsonObject {
  const { name, executions } = findFlow(state, params.name("Name"));
  state.flows.delete(name);
  for (const { execution } of executions.values()) {
    if (execution.status === "Running") execution.stop("", "the flow was deleted");
  }
  return {};
}

export function listFlows({ flows }: WorkflowState, params: Params): JsonObject {
  const all = [...flows.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
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

function described(record: FlowRecord): JsonObject {
  return {
    Name: record.name,
    Id: record.id,
    Type: record.type,
    Definition: record.definition,
    Description: record.description,
    RoleArn: record.roleArn,
    ExecutionMode: record.executionMode,
    CreatedTime: wireTime(record.createdTime),
    LastModifiedTime: wireTime(record.lastModifiedTime),
  };
}
