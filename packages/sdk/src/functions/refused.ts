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

/**
 * What the head says of an answer whose body cannot be read. Of a refusal whose words were cut nobody knows whether it would
 * have passed, so that its status must not be judged alone; a page of somebody else's is what its status says.
 */
export function unread(head: AnswerHead | undefined): FcAnswer & { readonly ok: false } {
  const answer = refused(head);
  const { status = 0 } = answer;
  const isCut = status >= 400 && status < 500 && /json/.test(head?.headers["content-type"] ?? "");
  return isCut ? { ...answer, status: undefined } : answer;
}
