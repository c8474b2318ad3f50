import type { CallOptions } from "../call/call-options.ts";
import type { Paged } from "../call/paged.ts";
import type { FlowDefinition } from "../flow/flow-definition.ts";
import type { FnfTransport } from "../transport/transport.ts";
import { callOnce } from "./call-once.ts";
import { type FlowDescription, flowDescription } from "./flow-description.ts";
import { type FlowSettings, type NewFlowSettings, settingsParams } from "./flow-settings.ts";
import type { FlowText } from "./flow-text.ts";
import { listOf } from "./list-of.ts";
import { requireSendableName } from "./require-sendable-name.ts";

/** What to change of a flow. */
export interface FlowChanges extends FlowSettings {
  /** FDL, in YAML or JSON. */
  readonly definition?: string;
}

/** How to describe a flow. */
export interface DescribeFlowOptions extends CallOptions {
  /** The flow as it was published under this number. Default: the flow as it is now. */
  readonly version?: string;
}

/** Which flows to list. */
export interface FlowFilter extends CallOptions {
  readonly resourceGroupId?: string;
}

export async function createFlow(
  transport: FnfTransport,
  flow: FlowDefinition | FlowText,
  settings: NewFlowSettings,
  options: CallOptions,
): Promise<FlowDescription> {
  requireSendableName("flow", flow.name);
  const params = {
    Name: flow.name,
    Definition: await textOf(flow),
    Type: "FDL",
    ...settingsParams({ description: "", ...settings }),
  };
  return flowDescription(
    await callOnce(transport, "CreateFlow", params, options, {
      refusedWith: /^FlowAlreadyExists$/,
      answer: () => transport.call("DescribeFlow", { Name: flow.name }, options),
    }),
  );
}

async function textOf(flow: FlowDefinition | FlowText): Promise<string> {
  if ("definition" in flow) return flow.definition;
  const { printFlow } = await import("../fdl/index.ts");
  return printFlow(flow.tree);
}

export async function updateFlow(
  transport: FnfTransport,
  name: string,
  { definition, ...settings }: FlowChanges,
  options: CallOptions,
): Promise<FlowDescription> {
  const params = {
    Name: name,
    Definition: definition,
    Type: definition === undefined ? undefined : "FDL",
    ...settingsParams(settings),
  };
  return flowDescription(await transport.call("UpdateFlow", params, options));
}

export async function describeFlow(
  transport: FnfTransport,
  name: string,
  { version, ...options }: DescribeFlowOptions,
): Promise<FlowDescription> {
  return flowDescription(await transport.call("DescribeFlow", { Name: name, FlowVersion: version }, options));
}

export function listFlows(
  transport: FnfTransport,
  { resourceGroupId, ...options }: FlowFilter,
): Paged<FlowDescription> {
  return listOf(
    transport,
    {
      action: "ListFlows",
      params: { ResourceGroupId: resourceGroupId },
      key: "Flows",
      read: flowDescription,
    },
    options,
  );
}
