import { isAbortError } from "../errors/abort-error.ts";
import { type Diagnostic, isFlowDefinitionError } from "../errors/flow-definition-error.ts";
import { type FnfkitError, isFnfkitError } from "../errors/fnfkit-error.ts";
import type { FlowDefinition } from "../flow/flow-definition.ts";
import type { FnfTransport } from "../transport/transport.ts";
import { calledFlows, calleesFirst } from "./called-flows.ts";
import { type DeployOptions, type DeployOutcome, deployFlow } from "./deploy-flow.ts";
import type { FlowText } from "./flow-text.ts";

/** What deploying one of many flows came to. */
export type DeployedFlow = {
  readonly flow: string;
  /** What `checkFlow` has to say of it. */
  readonly diagnostics: readonly Diagnostic[];
} & ({ readonly outcome: DeployOutcome } | { readonly outcome: "failed"; readonly failure: FnfkitError });

/** Deploys flows one after another, those that are called before those that call them. */
export async function deployAll(
  transport: FnfTransport,
  flows: readonly (FlowDefinition | FlowText)[],
  options: DeployOptions,
): Promise<DeployedFlow[]> {
  const { parseFlow } = await import("../fdl/index.ts");
  const items = flows.map((flow) => {
    const tree = "definition" in flow ? parseFlow(flow.definition).flow : flow.tree;
    return { name: flow.name, flow, calls: tree === undefined ? new Set<string>() : calledFlows(tree) };
  });
  const deployed = new Map<FlowDefinition | FlowText, DeployedFlow>();
  for (const { flow } of calleesFirst(items, ({ calls }) => calls))
    deployed.set(flow, await deployOne(transport, flow, options));
  return flows.map((flow) => deployed.get(flow) as DeployedFlow);
}

async function deployOne(
  transport: FnfTransport,
  flow: FlowDefinition | FlowText,
  { onDiagnostics, ...options }: DeployOptions,
): Promise<DeployedFlow> {
  let diagnostics: readonly Diagnostic[] = [];
  const told: DeployOptions["onDiagnostics"] = (found, name) => {
    diagnostics = found;
    onDiagnostics?.(found, name);
  };
  try {
    const outcome = await deployFlow(transport, flow, { ...options, onDiagnostics: told });
    return { flow: flow.name, outcome, diagnostics };
  } catch (failure) {
    if (isAbortError(failure) || !isFnfkitError(failure)) throw failure;
    const found = isFlowDefinitionError(failure) ? failure.diagnostics : diagnostics;
    return { flow: flow.name, outcome: "failed", failure, diagnostics: found };
  }
}
