import type { CallNews, Cancel, ServiceCall } from "../../engine/index.ts";
import { callFlow, callStartExecution } from "./call-flow.ts";
import { callFunction } from "./call-function.ts";
import { denied } from "./flow-role.ts";
import { sendMessage } from "./send-message.ts";
import type { WorkflowState } from "./workflow-state.ts";

type Tell = (news: CallNews) => void;

const nothingToStop: Cancel = () => {};

/** Calls whatever a task calls, in the name of the flow's role. */
export function callService(state: WorkflowState, role: string, call: ServiceCall, tell: Tell): Cancel {
  const { target } = call;
  const denial = denied(state, role, call);
  if (denial !== undefined) {
    tell(denial);
    return nothingToStop;
  }
  switch (target.kind) {
    case "function":
      return callFunction(state, role, target.function, call, tell);
    case "flow":
      return callFlow(state, role, target.resource.name, call, tell);
    case "queue":
    case "topic":
      sendMessage(state, { to: target.kind, name: target.resource.name }, call, tell);
      return nothingToStop;
    case "action":
      if (target.service.toLowerCase() === "fnf" && target.api === "StartExecution") {
        return callStartExecution(state, role, call, tell);
      }
      return refuse(call, tell);
    default:
      return refuse(call, tell);
  }
}

function refuse({ resourceArn }: ServiceCall, tell: Tell): Cancel {
  const cause = `"${resourceArn}" cannot be called here: the clouds know functions, flows, MNS queues and topics, and fnf:StartExecution. Let the step call a function that stands in for it`;
  tell({ kind: "failed", error: "FnF.RuntimeError", cause });
  return nothingToStop;
}
