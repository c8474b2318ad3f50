import { acs3Authentication } from "./acs3-signature.ts";
import { CloudError } from "./cloud-error.ts";
import type { Message } from "./message.ts";
import { rpcAuthentication } from "./rpc-signature.ts";
import type { FnfRequest } from "./wire-request.ts";

const version = "2019-03-15";

const systemParams = new Set([
  "Action",
  "Version",
  "Format",
  "Timestamp",
  "AccessKeyId",
  "SecurityToken",
  "Signature",
  "SignatureMethod",
  "SignatureVersion",
  "SignatureNonce",
  "SignatureType",
]);

/** Reads a call of FnF: RPC style, the parameters in query and form alike, whichever the method. */
export function decodeFnf(message: Message): FnfRequest {
  const params = new Map([...message.url.searchParams, ...form(message)]);
  // With ACS3 only the headers are bound to name the action; with the RPC signature only the parameters are signed.
  const acs3 = message.headers.has("authorization");
  const action = acs3 ? message.headers.get("x-acs-action") : params.get("Action");
  const requested = acs3 ? message.headers.get("x-acs-version") : params.get("Version");
  if (!action) {
    throw new CloudError(
      400,
      "MissingRequiredParams",
      "The HTTP query 'Action' must be specified, or with ACS3 the header 'x-acs-action'. The path '/' is FnF's; FC's begin with its API version.",
    );
  }
  if (requested !== version) {
    throw new CloudError(
      400,
      "APIVersionNotSupported",
      `version '${requested ?? ""}' not supported; use ${version}.`,
    );
  }
  return {
    service: "fnf",
    action,
    params: Object.fromEntries([...params].filter(([name]) => !systemParams.has(name))),
    authentication: acs3 ? acs3Authentication(message) : rpcAuthentication(message.method, params),
  };
}

function form({ headers, body }: Message): Iterable<[string, string]> {
  const isForm = headers.get("content-type")?.startsWith("application/x-www-form-urlencoded");
  return isForm ? new URLSearchParams(new TextDecoder().decode(body)) : [];
}
