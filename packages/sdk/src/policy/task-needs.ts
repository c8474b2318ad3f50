import { functionArn } from "../contract/function-arn.ts";
import type { FunctionTarget } from "../contract/function-contract.ts";
import { invocationOf, type TaskTarget, targetOf } from "../fdl/shape/index.ts";
import type { TaskStep } from "../fdl/tree/index.ts";
import { actionNeeds, startGrants } from "./action-needs.ts";
import type { Grant } from "./grants.ts";
import { type Home, homeOf, isExact } from "./home.ts";
import { type CallNeeds, grantedIf, type TaskNeeds, unresolved } from "./needs.ts";

/** What a task takes to run; blank regions and accounts are those of `home`. */
export function needsOf(task: TaskStep, home: Home): TaskNeeds {
  if (task.resourceArn !== undefined && task.action !== undefined) {
    return { ...unresolved("two-targets"), ...reportedBySomebody(task) };
  }
  const target = targetOf(task);
  return target.kind === "function"
    ? functionNeeds(task, { ...target.function, ...homeOf(target.function, home) })
    : { ...callNeeds(task, target, home), ...reportedBySomebody(task) };
}

type OtherTarget = Exclude<TaskTarget, { readonly kind: "function" }>;

function callNeeds(task: TaskStep, target: OtherTarget, home: Home): CallNeeds {
  switch (target.kind) {
    case "flow":
      return { grants: startGrants(task) };
    case "queue":
    case "topic": {
      const { name } = target.resource;
      const { region, account } = homeOf(target.resource, home);
      const resource = `acs:mns:${region}:${account}:/${target.kind}s/${name}/messages`;
      const action = target.kind === "queue" ? "mns:SendMessage" : "mns:PublishMessage";
      return grantedIf(isExact({ region, account, name }), [{ action, resource }]);
    }
    case "action":
      return actionNeeds(task, target.service, target.api, home);
    case "template":
      return unresolved("template-tag");
    case "unknown":
      return unresolved("unknown-target");
  }
}

function functionNeeds(task: TaskStep, target: FunctionTarget): TaskNeeds {
  // What only an execution shows may be `Async`, and then fails without these grants.
  const isAsync = invocationOf(task) !== "Sync";
  const isJob = isAsync && task.serviceParams?.StatefulAsyncInvocationID !== undefined;
  const isKnown = isExact(target);
  const needs = grantedIf(isKnown, [
    { action: "fc:InvokeFunction", resource: functionArn(target) },
    ...(isJob ? jobGrants(target) : []),
  ]);
  if (!isKnown) return { ...needs, ...reportedBySomebody(task) };
  // Of `sync` with `Async`, Function Compute reports in the function's name.
  const reports = task.pattern === "waitForCallback" || (task.pattern === "sync" && isAsync);
  return { ...needs, ...(reports && { reporter: target }) };
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

function reportedBySomebody({ pattern }: TaskStep): Pick<TaskNeeds, "reporter"> {
  return pattern === "waitForCallback" ? { reporter: "somebody" } : {};
}
