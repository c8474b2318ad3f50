import type { CloudError } from "./cloud-error.ts";
import type { WireAnswer } from "./wire-request.ts";

/** Writes an answer of FnF: a JSON object that carries the request's id. */
export function encodeFnf({ status, headers = {}, body }: WireAnswer, requestId: string): Response {
  return Response.json({ ...(body as object | undefined), RequestId: requestId }, { status, headers });
}

/** Writes an error of FnF, in the RPC style's body. `host` is the endpoint that was called. */
export function encodeFnfError(
  { status, code, message }: CloudError,
  requestId: string,
  host: string,
): Response {
  return Response.json(
    { RequestId: requestId, HostId: host, Code: code, Message: message, Recommend: "" },
    { status },
  );
}
