import { functionArn } from "@fnfkit/sdk/contract";
import type { CallNews, ServiceCall } from "../../engine/index.ts";
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
  { target }: ServiceCall,
): CallNews | undefined {
  const need = needOf(target, { region, account: accountId });
  if (need === undefined || access.isAllowed(role, need.action, need.resource)) return undefined;
  const { code, message } = accessDenied(need.action, need.resource);
  const who = role === "" ? "The flow has no role" : `The flow's role is '${role}'`;
  return { kind: "failed", error: `${need.service}.${code}`, cause: `${message}. ${who}` };
}

// Actions on executions know no single resources.
const start = { service: "fnf", action: "fnf:StartExecution", resource: "*" };

function needOf(
  target: ServiceCall["target"],
  home: { readonly region: string; readonly account: string },
): Need | undefined {
  switch (target.kind) {
    case "function": {
      const resource = functionArn({ ...home, ...target.function });
      return { service: "FC", action: "fc:InvokeFunction", resource };
    }
    case "flow":
      return start;
    case "queue":
    case "topic": {
      const { region = "", account = "", name } = target.resource;
      const resource = `acs:mns:${region || home.region}:${account || home.account}:/${target.kind}s/${name}/messages`;
      const action = target.kind === "queue" ? "mns:SendMessage" : "mns:PublishMessage";
      return { service: "MNS", action, resource };
    }
    case "action":
      return target.service.toLowerCase() === "fnf" && target.api === "StartExecution" ? start : undefined;
    default:
      return undefined;
  }
}
