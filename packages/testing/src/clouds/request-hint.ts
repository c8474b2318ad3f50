import type { CloudError } from "../wire/cloud-error.ts";
import { flowActions, soundingLike } from "./action-names.ts";
import { endpointNotServed } from "./check-endpoint.ts";

/** What a request was perhaps meant to be that neither cloud knows; blank where its error says so. */
export function requestHint({ code, message }: CloudError): string {
  if (code === endpointNotServed) return "";
  if (code === "APIVersionNotSupported") return "Let the client be one of that version.";
  if (code === "PathNotSupported") {
    return "Of functions the clouds know POST invocations, async-invoke-config, and jobs: stateful-async-invocations (FC 2.0) or async-tasks (FC 3.0).";
  }
  const [, asked = ""] = /operation '([^']*)'/.exec(message) ?? [];
  if (flowActions.includes(asked)) return "Look at the flow's execution mode.";
  const near = soundingLike(asked, flowActions);
  return `Actions that the clouds know${near.length > 0 ? " and that sound like it" : ""}: ${(near.length > 0 ? near : flowActions).join(", ")}.`;
}
