import { type HttpHandler, http } from "msw";
import { type CloudFetch, neverThrowing } from "../wire/cloud-fetch.ts";
import { abortable } from "./abortable.ts";

// Every host under the two services' names is ours, known or not: nothing may reach the real ones by mistake.
const fnfHosts = /^https?:\/\/([^/]+\.)?fnf\.aliyuncs\.com\.?(:\d+)?\//;
const fcHosts = /^https?:\/\/([^/]+\.fc|(fc|fc-vpc|fcv3|fcv3-vpc)\.[^/]+)\.aliyuncs\.com\.?(:\d+)?\//;

/**
 * The clouds as MSW handlers, one for each cloud's endpoints: FnF's `{region}[-internal|-classic].fnf.aliyuncs.com`, and
 * FC's `{account}.{region}[-internal].fc.aliyuncs.com`, `fc[-vpc].{region}.aliyuncs.com` and `fcv3.{region}.aliyuncs.com`.
 */
export function cloudHandlers(fetch: CloudFetch): HttpHandler[] {
  const answer = neverThrowing(fetch);
  return [fnfHosts, fcHosts].map((hosts) => http.all(hosts, ({ request }) => answer(abortable(request))));
}
