import { usualTokenKey } from "../contract/token-keys.ts";
import { limits } from "../fdl/shape/index.ts";
import type { Pattern, ServiceParams } from "../fdl/tree/index.ts";
import { mappingsOf } from "./mappings.ts";
import { type MessageQueue, type MessageTopic, messageArn } from "./message-target.ts";
import { requireWhole } from "./numbers.ts";
import type { LooseOutcomeOptions } from "./outcome-options.ts";
import { createRef, textOf } from "./ref.ts";
import { refuse } from "./refusal.ts";
import type { LooseMap, LooseScope } from "./scope.ts";
import { otherTokenKey, StepInput } from "./step-input.ts";
import type { Call } from "./task-step.ts";

/** The options of a message step, whatever their types were. */
export interface LooseMessageOptions extends LooseOutcomeOptions {
  readonly pattern?: Pattern;
  readonly body: string | LooseMap;
  readonly token?: string;
  readonly delaySeconds?: unknown;
  readonly priority?: unknown;
  readonly tag?: unknown;
  readonly attributes?: unknown;
}

/** What the parameters of a message are called, by the service and by the step's options. */
const parameters = {
  queue: { DelaySeconds: "delaySeconds", Priority: "priority" },
  topic: { MessageTag: "tag", MessageAttributes: "attributes" },
} as const;

/** The call that sends a message. `scope` is what the step's input can refer to. */
export function messageCall(
  target: MessageQueue | MessageTopic,
  options: LooseMessageOptions,
  scope: LooseScope,
): Call {
  const { pattern, body, token } = options;
  const { input, MessageBody } = contentOf(body, scope);
  if (pattern === "waitForCallback") {
    if (MessageBody !== "$") {
      refuse(
        "token-without-place",
        "Whoever gets the message needs the task token: make the body of keys and sources, and the token goes with them.",
      );
    }
    input.add(token ?? usualTokenKey, createRef("$context.task.token"), otherTokenKey);
  }
  const serviceParams: ServiceParams = {
    MessageBody,
    ...Object.fromEntries(
      Object.entries(parameters[target.kind]).flatMap(([parameter, key]) => {
        const given = options[key];
        if (given === undefined) return [];
        const value = typeof given === "function" ? given(scope) : given;
        requireInRange(key, value);
        return [[parameter, input.parameter(key, value)]];
      }),
    ),
  };
  return {
    resourceArn: messageArn(target),
    ...(pattern !== undefined && { pattern }),
    ...((MessageBody === "$" || input.mappings.length > 0) && { inputMappings: input.mappings }),
    serviceParams,
  };
}

/** The message's body, and the step's input for it: an object is the whole input. */
function contentOf(body: string | LooseMap, scope: LooseScope) {
  const value: unknown = typeof body === "function" ? body(scope) : body;
  if (typeof value === "object" && value !== null && textOf(value) === undefined) {
    return { input: new StepInput(mappingsOf(value)), MessageBody: "$" };
  }
  const input = new StepInput();
  return { input, MessageBody: input.parameter("body", value) };
}

function requireInRange(key: string, value: unknown): void {
  if (typeof value !== "number") return;
  if (key === "delaySeconds") requireWhole(key, value, 0, limits.delaySeconds);
  if (key === "priority") requireWhole(key, value, 1, limits.lowestPriority);
}
