import type { CloudError } from "../wire/cloud-error.ts";
import { endpointNotServed } from "./check-endpoint.ts";

const actions = [
  ...["CreateFlow", "UpdateFlow", "DescribeFlow", "DeleteFlow", "ListFlows"],
  ...["StartExecution", "StartSyncExecution", "StopExecution", "DescribeExecution", "ListExecutions"],
  ...["GetExecutionHistory", "ReportTaskSucceeded", "ReportTaskFailed"],
  ...["CreateSchedule", "UpdateSchedule", "DescribeSchedule", "DeleteSchedule", "ListSchedules"],
  ...["PublishFlowVersion", "ListFlowVersions", "DeleteFlowVersion"],
  ...["CreateFlowAlias", "UpdateFlowAlias", "DescribeFlowAlias", "ListFlowAliases", "DeleteFlowAlias"],
  ...["DescribeMapRun", "UpdateMapRun", "DescribeRegions"],
];

/** What a request was perhaps meant to be that neither cloud knows; blank where its error says so. */
export function requestHint({ code, message }: CloudError): string {
  if (code === endpointNotServed) return "";
  if (code === "APIVersionNotSupported") return "Let the client be one of that version.";
  if (code === "PathNotSupported") {
    return "Of functions the clouds know POST invocations, async-invoke-config, and jobs: stateful-async-invocations (FC 2.0) or async-tasks (FC 3.0).";
  }
  const [, asked = ""] = /operation '([^']*)'/.exec(message) ?? [];
  if (actions.includes(asked)) return "Look at the flow's execution mode.";
  const words = wordsOf(asked);
  const near = actions.filter((action) => wordsOf(action).some((word) => words.includes(word)));
  return `Actions that the clouds know${near.length > 0 ? " and that sound like it" : ""}: ${(near.length > 0 ? near : actions).join(", ")}.`;
}

/** `startDancing` → `start`, `dancing`, without the ending of a plural. */
function wordsOf(name: string): readonly string[] {
  const words = name.match(/[A-Z]?[a-z]+/g) ?? [];
  return words.map((word) => word.toLowerCase().replace(/s$/, ""));
}
