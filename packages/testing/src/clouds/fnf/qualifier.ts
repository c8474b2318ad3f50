import type { FlowAlias, FlowRecord, FlowVersion, Route, Runnable } from "./records.ts";
import { aliasNotExists, versionNotExists } from "./refusals.ts";
import type { WorkflowState } from "./workflow-state.ts";

/**
 * What of a flow is run: a version, one of an alias's versions by their weights, or the flow as it is now.
 *
 * @throws CloudError 404 `FlowVersionNotExists` or `FlowAliasNotExists`
 */
export function runnableOf(
  { chance }: Pick<WorkflowState, "chance">,
  flow: FlowRecord,
  qualifier: string | undefined,
): Runnable {
  if (qualifier === undefined || qualifier === "LATEST") return flow;
  if (/^\d+$/.test(qualifier)) return findVersion(flow, qualifier);
  const { routes } = findAlias(flow, qualifier);
  return findVersion(flow, drawn(routes, chance.next() * 100));
}

function drawn(routes: readonly Route[], mark: number): string {
  let reached = 0;
  for (const { version, weight } of routes) {
    reached += weight;
    if (mark < reached) return version;
  }
  return "";
}

export function findVersion({ name, versions }: FlowRecord, version: string): FlowVersion {
  const found = versions.get(version);
  if (found === undefined) throw versionNotExists(version, name);
  return found;
}

export function findAlias({ name, aliases }: FlowRecord, alias: string): FlowAlias {
  const found = aliases.get(alias);
  if (found === undefined) throw aliasNotExists(alias, name);
  return found;
}
