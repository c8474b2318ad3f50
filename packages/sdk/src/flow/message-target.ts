import { ConfigurationError } from "../errors/configuration-error.ts";

/** A queue of Message Service (MNS); a blank region or account means the flow's own. */
export interface MessageQueue extends MessagePlace {
  readonly kind: "queue";
}

/** A topic of Message Service (MNS); a blank region or account means the flow's own. */
export interface MessageTopic extends MessagePlace {
  readonly kind: "topic";
}

/** Where a queue or a topic is. */
export interface MessagePlace {
  readonly name: string;
  /** Region, e.g. `cn-hangzhou`; the flow's own when absent. */
  readonly region?: string;
  /** Account id; the flow's own when absent. */
  readonly account?: string;
}

/**
 * Names a queue of Message Service, for a flow to send messages to.
 *
 * @example
 * queue("orders"); // resourceArn: acs:mns:::/queues/orders/messages
 *
 * @throws ConfigurationError when the name cannot be a queue's
 */
export function queue(name: string, place: Omit<MessagePlace, "name"> = {}): MessageQueue {
  return Object.freeze({ kind: "queue", name: checked("queue", name), ...place });
}

/**
 * Names a topic of Message Service, for a flow to publish messages to.
 *
 * @example
 * topic("news"); // resourceArn: acs:mns:::/topics/news/messages
 *
 * @throws ConfigurationError when the name cannot be a topic's
 */
export function topic(name: string, place: Omit<MessagePlace, "name"> = {}): MessageTopic {
  return Object.freeze({ kind: "topic", name: checked("topic", name), ...place });
}

/** The resource name of a queue or a topic, as a flow's `resourceArn` has it. */
export function messageArn({ kind, name, region = "", account = "" }: MessageQueue | MessageTopic): string {
  return `acs:mns:${region}:${account}:/${kind}s/${name}/messages`;
}

function checked(kind: "queue" | "topic", name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,255}$/.test(name)) return name;
  throw new ConfigurationError(
    `Failed to name a ${kind}: "${name.slice(0, 32)}" must start with a letter or a digit and hold only letters, digits, "_" and "-" (at most 256).`,
  );
}
