import type { FcAnswer } from "./fc-send.ts";
import type { AnswerHead } from "./watched.ts";

/** What the head of an error answer says, whatever its body is. */
export function refused(head: AnswerHead | undefined): FcAnswer & { readonly ok: false } {
  const requestId = head?.headers["x-fc-request-id"];
  return {
    ok: false,
    status: head?.statusCode,
    requestId: typeof requestId === "string" ? requestId : undefined,
    retryAfter: head?.headers["retry-after"],
  };
}
