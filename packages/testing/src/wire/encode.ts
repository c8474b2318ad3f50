import type { CloudError } from "./cloud-error.ts";
import { dialectOf } from "./dialect.ts";
import { encodeFc, encodeFcError } from "./encode-fc.ts";
import { encodeFnf, encodeFnfError } from "./encode-fnf.ts";
import type { WireAnswer, WireRequest } from "./wire-request.ts";

/** Writes an answer in the dialect of its request. */
export function encodeAnswer({ service }: WireRequest, answer: WireAnswer, requestId: string): Response {
  return service === "fnf" ? encodeFnf(answer, requestId) : encodeFc(answer, requestId);
}

/** Writes an error in the dialect of the request, which need not have been readable; FC 3.0's when it speaks none. */
export function encodeError({ url }: Request, error: CloudError, requestId: string): Response {
  const { pathname, host } = new URL(url);
  const dialect = dialectOf(pathname) ?? "3.0";
  return dialect === "fnf"
    ? encodeFnfError(error, requestId, host)
    : encodeFcError(dialect, error, requestId);
}
