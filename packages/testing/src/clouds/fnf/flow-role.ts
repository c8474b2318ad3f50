import { type FunctionTarget, functionArn } from "@fnfkit/sdk/contract";
import type { CallNews, ServiceCall } from "../../engine/index.ts";
import { stopRight } from "../fc/index.ts";
import { accessDenied } from "./refusals.ts";
import type { WorkflowState } from "./workflow-state.ts";

interface Need {
  /** What the error's name begins with. */
  readonly service: string;
  readonly action: string;
  readonly resource: string;
}

/** Why a flow's role may not make a call, if so. */
export function denied(
  { world: { access, region, accountId } }: WorkflowState,
  role: string,
  { target, pattern }: ServiceCall,
): CallNews | undefined {
  const needs = needsOf(target, pattern, { region, account: accountId });
  const need = needs.find(({ action, resource }) => !access.isAllowed(role, action, resource));
  if (need === undefined) return undefined;
  const { code, message } = accessDenied(need.action, need.resource);
  const who = role === "" ? "The flow has no role" : `The flow's role is '${role}'`;
  return { kind: "failed", error: `${need.service}.${code}`, cause: `${message}. ${who}` };
}

/** Whether a flow's role may stop the execution that a step has started. */
export function mayStopChild({ world: { access } }: WorkflowState, role: string): boolean {
  return access.isAllowed(role, "fnf:StopExecution", "*");
}

/** Whether a flow's role may stop the job that a step has started. */
export function mayStopJob(
  { world: { access, region, accountId: account } }: WorkflowState,
  role: string,
  target: FunctionTarget,
  jobId: string,
): boolean {
  const { action, resource } = stopRight({ region, account, ...target }, jobId);
  return access.isAllowed(role, action, resource);
}

// Actions on executions know no single resources.
const start = { service: "fnf", action: "fnf:StartExecution", resource: "*" };
const describe = { ...start, action: "fnf:DescribeExecution" };

function needsOf(
  target: ServiceCall["target"],
  pattern: ServiceCall["pattern"],
  home: { readonly region: string; readonly account: string },
): readonly Need[] {
  const starting = pattern === "sync" ? [start, describe] : [start];
  switch (target.kind) {
    case "function": {
      const resource = functionArn({ ...home, ...target.function });
      return [{ service: "FC", action: "fc:InvokeFunction", resource }];
    }
    case "flow":
      return starting;
    case "queue":
    case "topic": {
      const { region = "", account = "", name } = target.resource;
      const resource = `acs:mns:${region || home.region}:${account || home.account}:/${target.kind}s/${name}/messages`;
      const action = target.kind === "queue" ? "mns:SendMessage" : "mns:PublishMessage";
      return [{ service: "MNS", action, resource }];
    }
    case "action":
      return target.service.toLowerCase() === "fnf" && target.api === "StartExecution" ? starting : [];
    default:
      return [];
  }
}
