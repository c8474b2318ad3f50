import { isJsonObject, type JsonObject } from "@fnfkit/sdk/contract";
import { pageOf } from "./page.ts";
import type { Params } from "./params.ts";
import { findAlias, findVersion } from "./qualifier.ts";
import type { FlowAlias, FlowRecord, Route } from "./records.ts";
import { aliasAlreadyExists, invalidArgument } from "./refusals.ts";
import { beijingTime } from "./wire-time.ts";
import { findFlow, type WorkflowState } from "./workflow-state.ts";

export function createFlowAlias(state: WorkflowState, params: Params): JsonObject {
  const flow = findFlow(state, params.name("FlowName"));
  const name = params.name("Name");
  const routes = routesOf(
    flow,
    params.jsonArray("RoutingConfigurations", params.required("RoutingConfigurations")),
  );
  if (flow.aliases.has(name)) throw aliasAlreadyExists(name, flow.name);
  const alias: FlowAlias = {
    name,
    createdTime: state.world.clock.now(),
    description: params.optional("Description") ?? "",
    routes,
  };
  flow.aliases.set(name, alias);
  return { FlowName: flow.name, ...described(alias) };
}

/** Changes what is given. */
export function updateFlowAlias(state: WorkflowState, params: Params): JsonObject {
  const { flow, alias } = find(state, params);
  const routing = params.optional("RoutingConfigurations");
  if (routing !== undefined)
    alias.routes = routesOf(flow, params.jsonArray("RoutingConfigurations", routing));
  alias.description = params.optional("Description") ?? alias.description;
  return { Alias: described(alias) };
}

export function describeFlowAlias(state: WorkflowState, params: Params): JsonObject {
  return { Alias: described(find(state, params).alias) };
}

/** Its weights are texts, where other actions have numbers. */
export function listFlowAliases(state: WorkflowState, params: Params): JsonObject {
  const { aliases } = findFlow(state, params.name("FlowName"));
  const all = [...aliases.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, nextToken } = pageOf(params, all, { most: 1000, tokenOf: ({ name }) => name });
  return {
    Aliases: items.map((alias) => ({
      ...described(alias),
      RoutingConfigurations: alias.routes.map(({ version, weight }) => ({
        Version: version,
        Weight: `${weight}`,
      })),
    })),
    ...(nextToken !== undefined && { NextToken: nextToken }),
  };
}

export function deleteFlowAlias(state: WorkflowState, params: Params): JsonObject {
  const { flow, alias } = find(state, params);
  flow.aliases.delete(alias.name);
  return {};
}

function find(state: WorkflowState, params: Params) {
  const flow = findFlow(state, params.name("FlowName"));
  return { flow, alias: findAlias(flow, params.name("Name")) };
}

function routesOf(flow: FlowRecord, routing: readonly unknown[]): readonly Route[] {
  const routes = routing.map((route): Route => {
    const { Version: version, Weight: weight } = isJsonObject(route) ? route : {};
    if (typeof version !== "string" || !Number.isInteger(weight) || Number(weight) < 0) {
      throw invalidArgument("RoutingConfigurations must be a list of { Version, Weight }");
    }
    findVersion(flow, version);
    return { version, weight: Number(weight) };
  });
  const total = routes.reduce((sum, { weight }) => sum + weight, 0);
  if (total !== 100) throw invalidArgument("The weights of RoutingConfigurations must add up to 100");
  return routes;
}

function described({ name, description, routes, createdTime }: FlowAlias): JsonObject {
  return {
    Name: name,
    Description: description,
    RoutingConfigurations: routes.map(({ version, weight }) => ({ Version: version, Weight: weight })),
    CreatedTime: beijingTime(createdTime),
  };
}
