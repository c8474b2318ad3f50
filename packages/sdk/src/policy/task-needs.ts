import { functionArn } from "../contract/function-arn.ts";
import type { FunctionTarget } from "../contract/function-contract.ts";
import { targetOf } from "../fdl/shape/index.ts";
import type { TaskStep } from "../fdl/tree/index.ts";
import type { Grant } from "./grants.ts";
import { type Home, homeOf, isExact } from "./home.ts";
import type { UnresolvedReason } from "./unresolved.ts";

/** What a task takes to run. */
export interface TaskNeeds {
  /** For the role of the flow. */
  readonly grants: readonly Grant[];
  /** Who reports the task's end: a function of this region and account, or somebody whom the flow does not name. */
  readonly reporter?: FunctionTarget | "somebody";
  readonly unresolved?: UnresolvedReason;
}

/** What a task takes to run; blank regions and accounts are those of `home`. */
export function needsOf(task: TaskStep, home: Home): TaskNeeds {
  const target = targetOf(task);
  switch (target.kind) {
    case "function":
      return functionNeeds(task, { ...target.function, ...homeOf(target.function, home) });
    case "flow":
      return { grants: startGrants(task), ...reportedBySomebody(task) };
    case "queue":
    case "topic": {
      const { name } = target.resource;
      const { region, account } = homeOf(target.resource, home);
      const resource = `acs:mns:${region}:${account}:/${target.kind}s/${name}/messages`;
      const action = target.kind === "queue" ? "mns:SendMessage" : "mns:PublishMessage";
      const isKnown = isExact({ region, account, name });
      return {
        ...(isKnown ? { grants: [{ action, resource }] } : unresolved("not-exact")),
        ...reportedBySomebody(task),
      };
    }
    case "action":
      return { ...actionNeeds(task, target.service.toLowerCase(), target.api), ...reportedBySomebody(task) };
    case "template":
      return { ...unresolved("template-tag"), ...reportedBySomebody(task) };
    case "unknown":
      return { ...unresolved("unknown-target"), ...reportedBySomebody(task) };
  }
}

function functionNeeds(task: TaskStep, target: FunctionTarget): TaskNeeds {
  if (!isExact(target)) return { ...unresolved("not-exact"), ...reportedBySomebody(task) };
  const isAsync = task.serviceParams?.InvocationType === "Async";
  const isJob = isAsync && task.serviceParams?.StatefulAsyncInvocationID !== undefined;
  // Of `sync` with `Async`, Function Compute reports in the function's name.
  const reports = task.pattern === "waitForCallback" || (task.pattern === "sync" && isAsync);
  return {
    grants: [
      { action: "fc:InvokeFunction", resource: functionArn(target) },
      ...(isJob ? jobGrants(target) : []),
    ],
    ...(reports && { reporter: target }),
  };
}

// That a stopped flow stops its jobs is documented, that it does so with its own role is inferred. So is the narrower of two
// documented resources of the FC 2.0 actions, for a service's version: one page names jobs, another `*`.
function jobGrants(target: FunctionTarget): readonly Grant[] {
  if (target.service !== undefined) {
    const resource = `${functionArn(target)}/stateful-async-invocations/*`;
    return ["fc:GetStatefulAsyncInvocation", "fc:StopStatefulAsyncInvocation"].map((action) => ({
      action,
      resource,
    }));
  }
  const { qualifier: _, ...unqualified } = target;
  const resource = `${functionArn(unqualified)}/async-tasks/*`;
  return ["fc:GetAsyncTask", "fc:StopAsyncTask"].map((action) => ({ action, resource }));
}

// Actions on executions know no single resources.
function startGrants({ pattern }: TaskStep): readonly Grant[] {
  const started = { action: "fnf:StartExecution", resource: "*" };
  if (pattern !== "sync") return [started];
  return [
    started,
    { action: "fnf:DescribeExecution", resource: "*" },
    { action: "fnf:StopExecution", resource: "*" },
  ];
}

// Their `*` would be every function, queue and topic of the account.
const servicesByResource = new Set(["fc", "mns"]);

function actionNeeds(task: TaskStep, service: string, api: string): TaskNeeds {
  if (servicesByResource.has(service)) return unresolved("resource-in-parameters");
  if (service === "fnf" && api === "StartExecution") return { grants: startGrants(task) };
  return { grants: [{ action: `${service}:${api}`, resource: "*" }] };
}

function unresolved(reason: UnresolvedReason): TaskNeeds {
  return { grants: [], unresolved: reason };
}

function reportedBySomebody({ pattern }: TaskStep): Pick<TaskNeeds, "reporter"> {
  return pattern === "waitForCallback" ? { reporter: "somebody" } : {};
}
