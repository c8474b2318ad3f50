import { type FunctionTarget, functionArn } from "@fnfkit/sdk/contract";
import { CloudError } from "../../wire/cloud-error.ts";
import type { FcRequest } from "../../wire/wire-request.ts";
import type { World } from "../world.ts";
import { faultCallOf } from "./fault-call.ts";
import { vocabularyOf } from "./vocabulary.ts";

/**
 * Makes sure that whoever signs a request may make it.
 *
 * @throws CloudError 403 `AccessDenied`
 */
export function checkCaller({ access, credentials, ...world }: World, request: FcRequest): void {
  if (!access.isEnforced) return;
  const role = credentials.roleOf(request.authentication.accessKeyId);
  const { action, params } = faultCallOf(request);
  const { function: name = "", service, qualifier, id } = params;
  const target = {
    ...{ region: world.region, account: world.accountId, name: name || "*" },
    ...(service !== undefined && { service }),
    ...(qualifier !== undefined && { qualifier }),
  };
  const isAboutJobs = /AsyncTask|StatefulAsyncInvocation/.test(action);
  const resource = isAboutJobs ? jobArn(target, id ?? "*") : functionArn(target);
  if (access.isAllowed(role, `fc:${action}`, resource)) return;
  throw new CloudError(
    403,
    "AccessDenied",
    `the caller is not authorized to perform 'fc:${action}' on resource '${resource}'`,
  );
}

/** What lets a role stop a function's job. */
export function stopRight(
  target: FunctionTarget,
  id: string,
): { readonly action: string; readonly resource: string } {
  const action = target.service === undefined ? "fc:StopAsyncTask" : "fc:StopStatefulAsyncInvocation";
  return { action, resource: jobArn(target, id) };
}

/** FC 3.0 names a job below its function, whatever the function's qualifier; FC 2.0 below the service's. */
function jobArn(target: FunctionTarget, id: string): string {
  const { qualifier: _, ...unqualified } = target;
  const owner = target.service === undefined ? unqualified : target;
  return `${functionArn(owner)}/${vocabularyOf(target).jobs}/${id}`;
}
