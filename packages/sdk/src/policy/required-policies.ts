import { functionArn } from "../contract/function-arn.ts";
import type { FunctionTarget } from "../contract/function-contract.ts";
import { type FlowOrDefinition, treeOf } from "../fdl/shape/index.ts";
import { type Grant, policyOf } from "./grants.ts";
import { checkedHome, type Home } from "./home.ts";
import { placedTasks } from "./placed-tasks.ts";
import type { FunctionRole, Reporter, RequiredPolicies } from "./policies.ts";
import { type PolicyDocument, trustIn } from "./policy-document.ts";
import { needsOf } from "./task-needs.ts";
import { type UnresolvedTask, unresolvedMessage } from "./unresolved.ts";

/** What a blank region and account in a flow mean: where it runs. */
export type PolicyOptions = Home;

/**
 * The least that RAM must allow for a flow to run: for the flow's own role and for its functions'.
 *
 * Functions, queues and topics are granted one by one, as the flow calls them. What RAM is documented to grant only as a whole
 * is granted on `*`: executions and reports. Where a task gives its invocation an id, the role may also look at and stop the
 * function's jobs, since they stop with the execution. What cannot be granted that exactly is not granted but listed as
 * unresolved, with the actions to grant by hand: so are the APIs of other products that tasks call by `action`. The prefix of
 * such an action in RAM is taken to be the service's name in lower case.
 *
 * @throws ConfigurationError when `region` or `account` is missing or not one
 * @throws FlowDefinitionError when a step of a definition by `defineFlow` jumps to a step that does not exist
 *
 * @example
 * const { flowRole, functionRoles } = requiredPolicies(orderFlow, { region: "cn-hangzhou", account: "123456789" });
 * JSON.stringify(flowRole.policy, undefined, 2);
 * // { "Version": "1", "Statement": [{ "Effect": "Allow", "Action": ["fc:InvokeFunction"], "Resource": [
 * //   "acs:fc:cn-hangzhou:123456789:services/shop.prod/functions/audit"] }] }
 */
export function requiredPolicies(flow: FlowOrDefinition, options: PolicyOptions): RequiredPolicies {
  const home = checkedHome(options);
  const grants: Grant[] = [];
  const reportingFunctions: FunctionTarget[] = [];
  const reporters: Reporter[] = [];
  const unresolved: UnresolvedTask[] = [];

  for (const { task, path } of placedTasks(treeOf(flow))) {
    const { grants: needed, reporter, unresolved: fault } = needsOf(task, home);
    const place = () => ({ step: task.name, path: path() });
    grants.push(...needed);
    if (reporter === "somebody") reporters.push({ ...place(), policy: reportPolicy() });
    else if (reporter !== undefined) reportingFunctions.push(reporter);
    if (fault !== undefined)
      unresolved.push({ ...place(), ...fault, message: unresolvedMessage(task, fault) });
  }

  const policy = policyOf(grants);
  return {
    flowRole: { trust: trustIn("fnf.aliyuncs.com"), ...(policy !== undefined && { policy }) },
    functionRoles: rolesOf(reportingFunctions),
    reporters,
    unresolved,
  };
}

function rolesOf(functions: readonly FunctionTarget[]): readonly FunctionRole[] {
  const roles = new Map<string, Set<string>>();
  for (const target of functions) {
    const holder = roleHolder(target);
    const known = roles.get(holder);
    if (known === undefined) roles.set(holder, new Set([functionArn(target)]));
    else known.add(functionArn(target));
  }
  return [...roles].map(([holder, arns]) => ({
    of: holder,
    functions: [...arns].sort(),
    trust: trustIn("fc.aliyuncs.com"),
    policy: reportPolicy(),
  }));
}

function roleHolder({ region = "", account = "", service, name }: FunctionTarget): string {
  const holder = service === undefined ? `functions/${name}` : `services/${service}`;
  return `acs:fc:${region}:${account}:${holder}`;
}

function reportPolicy(): PolicyDocument {
  return {
    Version: "1",
    Statement: [
      { Effect: "Allow", Action: ["fnf:ReportTaskFailed", "fnf:ReportTaskSucceeded"], Resource: ["*"] },
    ],
  };
}
