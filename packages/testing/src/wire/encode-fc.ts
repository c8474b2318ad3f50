import type { CloudError } from "./cloud-error.ts";
import type { FcRequest, WireAnswer } from "./wire-request.ts";

/** Writes an answer of FC, of either generation: bytes as they are, anything else as JSON, nothing as an empty body. */
export function encodeFc({ status, headers = {}, body }: WireAnswer, requestId: string): Response {
  const withId = { ...headers, "x-fc-request-id": requestId };
  if (body === undefined) return new Response(null, { status, headers: withId });
  if (!(body instanceof Uint8Array)) return Response.json(body, { status, headers: withId });
  return new Response(body, { status, headers: { "content-type": "application/octet-stream", ...withId } });
}

/** Writes an error of FC, spelt as the generation spells it. */
export function encodeFcError(
  generation: FcRequest["generation"],
  { status, code, message }: CloudError,
  requestId: string,
): Response {
  const body =
    generation === "2.0"
      ? { ErrorCode: code, ErrorMessage: message }
      : { Code: code, Message: message, RequestId: requestId };
  return Response.json(body, { status, headers: { "x-fc-request-id": requestId } });
}
