import { createHash } from "node:crypto";
import type { CallNews, ServiceCall } from "../../engine/index.ts";
import type { FaultRule } from "../faults/index.ts";
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
  const send = () => {
    const id = world.ids.uuid();
    messages.push({ to, name, id, body, params });
    const md5 = createHash("md5").update(body).digest("hex").toUpperCase();
    return { MessageId: id, RequestId: world.ids.requestId(), MessageBodyMD5: md5 };
  };
  tell({ kind: "started" });
  const action = to === "queue" ? "SendMessage" : "PublishMessage";
  const rule = world.faults.strike({ service: "mns", action, params: { [to]: name, MessageBody: body } });
  tell(rule === undefined ? answered(send()) : suffered(rule, send));
}

/** What a fault makes of a message. A flow is not told why no answer came. */
function suffered({ fault }: FaultRule, send: () => object): CallNews {
  switch (fault) {
    case "throttle":
      return failed("MNS.ResourceThrottled", "the request was throttled; try again later");
    case "error500":
      return failed("MNS.InternalServerError", "An internal error has occurred. Please retry.");
    case "reset":
    case "timeout":
      return noAnswer();
    case "lostReply":
      send();
      return noAnswer();
    case "delay":
      return answered(send());
    case "duplicate": {
      const first = send();
      send();
      return answered(first);
    }
  }
}

function answered(answer: object): CallNews {
  return { kind: "answered", result: JSON.stringify(answer) };
}

function failed(error: string, cause: string): CallNews {
  return { kind: "failed", error, cause };
}

function noAnswer(): CallNews {
  return failed("MNS.Unknown", "no answer came from the endpoint of the message service");
}
