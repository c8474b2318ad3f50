import type { World } from "../world.ts";
import type { Params } from "./params.ts";
import { accessDenied } from "./refusals.ts";

const flowActions = new Set(["CreateFlow", "UpdateFlow", "DescribeFlow", "DeleteFlow"]);

/**
 * Makes sure that whoever signs with a key may call an action. Only actions on flows know single resources.
 *
 * @throws CloudError 403 `AccessDenied`
 */
export function checkCaller(
  { access, credentials, region, accountId }: World,
  accessKeyId: string,
  action: string,
  params: Params,
): void {
  if (!access.isEnforced) return;
  const name = flowActions.has(action) ? params.optional("Name") : undefined;
  const resource = name === undefined ? "*" : `acs:fnf:${region}:${accountId}:flow/${name}`;
  if (access.isAllowed(credentials.roleOf(accessKeyId), `fnf:${action}`, resource)) return;
  throw accessDenied(`fnf:${action}`, resource);
}
