import type { ServiceParams, TaskStep } from "../fdl/tree/index.ts";
import type { Grant } from "./grants.ts";
import { type Home, isExact } from "./home.ts";
import { type CallNeeds, unresolved } from "./needs.ts";

// Documented to accept no resource but `*`.
const withoutResources = new Set([
  "fnf:DescribeExecution",
  "fnf:GetExecutionHistory",
  "fnf:ListExecutions",
  "fnf:ReportTaskFailed",
  "fnf:ReportTaskSucceeded",
  "fnf:StartExecution",
  "fnf:StartSyncExecution",
  "fnf:StopExecution",
]);

const onOneFlow = new Set(["fnf:CreateFlow", "fnf:DeleteFlow", "fnf:DescribeFlow", "fnf:UpdateFlow"]);

// What a `resourceArn` can call too, and would name.
const callsByResource = new Set(["fc:InvokeFunction", "mns:PublishMessage", "mns:SendMessage"]);

/** What it takes to call `service:api` by `action`. That the service's name in lower case is its prefix in RAM is inferred. */
export function actionNeeds(task: TaskStep, service: string, api: string, home: Home): CallNeeds {
  const action = `${service.toLowerCase()}:${api}`;
  if (action === "fnf:StartExecution") return { grants: startGrants(task) };
  if (withoutResources.has(action)) return { grants: [{ action, resource: "*" }] };
  if (onOneFlow.has(action)) return flowNeeds(action, task.serviceParams, home);
  if (callsByResource.has(action)) return unresolved("resource-in-parameters", [action]);
  return unresolved("action-resource-unknown", [action]);
}

/** What it takes to start a flow as a step. */
export function startGrants({ pattern }: TaskStep): readonly Grant[] {
  const actions =
    pattern === "sync"
      ? ["fnf:StartExecution", "fnf:DescribeExecution", "fnf:StopExecution"]
      : ["fnf:StartExecution"];
  return actions.map((action) => ({ action, resource: "*" }));
}

function flowNeeds(action: string, { Name: name, RoleArn: role }: ServiceParams = {}, home: Home): CallNeeds {
  // The role may be any; RAM grants by role who may hand it over.
  if (role !== undefined) return unresolved("action-resource-unknown", [action, "ram:PassRole"]);
  if (typeof name !== "string" || !isExact({ name })) return unresolved("action-resource-unknown", [action]);
  return { grants: [{ action, resource: `acs:fnf:${home.region}:${home.account}:flow/${name}` }] };
}
