import type { JsonObject } from "@fnfkit/sdk/contract";
import { pageOf } from "./page.ts";
import type { Params } from "./params.ts";
import { findVersion } from "./qualifier.ts";
import type { FlowVersion } from "./records.ts";
import { versionInUse } from "./refusals.ts";
import { beijingTime } from "./wire-time.ts";
import { findFlow, type WorkflowState } from "./workflow-state.ts";

/** Keeps the flow as it is now under the next number. */
export function publishFlowVersion(state: WorkflowState, params: Params): JsonObject {
  const flow = findFlow(state, params.name("FlowName"));
  const version: FlowVersion = {
    version: `${++flow.lastVersion}`,
    description: params.optional("Description") ?? "",
    createdTime: state.world.clock.now(),
    definition: flow.definition,
    flow: flow.flow,
    roleArn: flow.roleArn,
    environment: flow.environment,
  };
  flow.versions.set(version.version, version);
  return { FlowName: flow.name, ...described(version) };
}

/** The latest come first. */
export function listFlowVersions(state: WorkflowState, params: Params): JsonObject {
  const { versions } = findFlow(state, params.name("FlowName"));
  const all = [...versions.values()].reverse();
  const { items, nextToken } = pageOf(params, all, { most: 1000, tokenOf: ({ version }) => version });
  return { FlowVersions: items.map(described), ...(nextToken !== undefined && { NextToken: nextToken }) };
}

export function deleteFlowVersion(state: WorkflowState, params: Params): JsonObject {
  const flow = findFlow(state, params.name("FlowName"));
  const { version } = findVersion(flow, params.required("FlowVersion"));
  for (const { name, routes } of flow.aliases.values()) {
    if (routes.some((route) => route.version === version)) throw versionInUse(version, name);
  }
  flow.versions.delete(version);
  return {};
}

function described({ version, description, createdTime }: FlowVersion): JsonObject {
  return { Version: version, Description: description, CreatedTime: beijingTime(createdTime) };
}
