import { CloudError } from "../wire/cloud-error.ts";

/** The code of the error that {@link checkEndpoint} throws. */
export const endpointNotServed = "EndpointNotServed";

const fnf = /^(?:(.*?)(?:-internal|-classic)?\.)?fnf\.aliyuncs\.com$/;
const fc = /^(?:(\d+)\.)?(.*?)(?:-internal)?\.fc\.aliyuncs\.com$/;
const fcCommon = /^(?:fc|fcv3)(?:-vpc)?\.(.*)\.aliyuncs\.com$/;

/**
 * Makes sure that a request was sent to the clouds that get it: what another region, or another account, has is not theirs to
 * tell. An endpoint that is none of the services' own leads to these clouds because somebody said so.
 *
 * @throws CloudError 404 `EndpointNotServed`
 */
export function checkEndpoint(
  { region, accountId }: { readonly region: string; readonly accountId: string },
  url: string,
): void {
  const host = new URL(url).hostname.replace(/\.$/, "");
  const asked = placeOf(host);
  if (asked === undefined) return;
  if (asked.region === region && (asked.account ?? accountId) === accountId) return;
  const [which, what, option] =
    asked.region === region ? ["account", asked.account, "accountId"] : ["region", asked.region, "region"];
  throw new CloudError(
    404,
    endpointNotServed,
    `"${host}" is ${which} ${what}'s, and these clouds are account ${accountId}'s in ${region}. Give the client what clouds.config has, or set up clouds of that ${which}: setupClouds({ ${option}: "${what}" })`,
  );
}

function placeOf(
  host: string,
): { readonly region: string; readonly account?: string | undefined } | undefined {
  const common = fnf.exec(host) ?? fcCommon.exec(host);
  if (common !== null) return { region: common[1] ?? "" };
  const [, account, region = ""] = fc.exec(host) ?? [];
  return region === "" ? undefined : { region, account };
}
