import { createHash } from "node:crypto";
import type { CallNews, ServiceCall } from "../../engine/index.ts";
import type { WorkflowState } from "./workflow-state.ts";

/** A message that a flow has sent. */
export interface Message {
  readonly to: "queue" | "topic";
  /** The queue's or the topic's name. */
  readonly name: string;
  readonly id: string;
  readonly body: string;
  /** The other parameters of the step, e.g. `Priority` or `MessageTag`. */
  readonly params: ServiceCall["params"];
}

/** Sends a message to a queue or a topic for a task. */
export function sendMessage(
  { messages, world }: WorkflowState,
  { to, name }: Pick<Message, "to" | "name">,
  { pattern, params: { MessageBody, ...params } }: ServiceCall,
  tell: (news: CallNews) => void,
): void {
  if (pattern === "sync") {
    const cause = `a ${to} offers requestResponse and waitForCallback, not sync`;
    tell({ kind: "failed", error: "FnF.RuntimeError", cause });
    return;
  }
  if (MessageBody === undefined) {
    tell({
      kind: "failed",
      error: "MNS.InvalidArgument",
      cause: "MessageBody must be given in serviceParams",
    });
    return;
  }
  const body = typeof MessageBody === "string" ? MessageBody : JSON.stringify(MessageBody);
  const id = world.ids.uuid();
  messages.push({ to, name, id, body, params });
  const md5 = createHash("md5").update(body).digest("hex").toUpperCase();
  tell({ kind: "started" });
  const answer = { MessageId: id, RequestId: world.ids.requestId(), MessageBodyMD5: md5 };
  tell({ kind: "answered", result: JSON.stringify(answer) });
}
