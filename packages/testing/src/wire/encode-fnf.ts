import type { CloudError } from "./cloud-error.ts";
import type { WireAnswer } from "./wire-request.ts";

/** What an answer of FnF says: a JSON object that carries the request's id. */
export function fnfAnswerBody({ body }: WireAnswer, requestId: string): object {
  return { ...(body as object | undefined), RequestId: requestId };
}

/** What an error of FnF says, in the RPC style. `host` is the endpoint that was called. */
export function fnfErrorBody({ code, message }: CloudError, requestId: string, host: string): object {
  return { RequestId: requestId, HostId: host, Code: code, Message: message, Recommend: "" };
}

/** Writes an answer of FnF. */
export function encodeFnf(answer: WireAnswer, requestId: string): Response {
  const { status, headers = {} } = answer;
  return Response.json(fnfAnswerBody(answer, requestId), { status, headers });
}

/** Writes an error of FnF. */
export function encodeFnfError(error: CloudError, requestId: string, host: string): Response {
  return Response.json(fnfErrorBody(error, requestId, host), { status: error.status });
}
