import { createHash } from "node:crypto";
import { functionArn } from "@fnfkit/sdk/contract";
import { targetOf } from "@fnfkit/sdk/fdl";
import { CloudError } from "../../wire/cloud-error.ts";
import type { Message } from "../fnf/send-message.ts";
import type { World } from "../world.ts";
import { destinationIn } from "./destination-config.ts";
import type { AsyncInvocation, InvocationOutcome } from "./invocation.ts";
import type { RegisteredFunction } from "./registry.ts";

/** What the outcome of an asynchronous invocation is sent with. */
export interface OutcomeSender {
  readonly world: World;
  /** Messages to queues and topics, in order. */
  readonly messages: Message[];
  /** Puts an invocation into another function's queue. */
  readonly enqueue: (invocation: AsyncInvocation) => unknown;
}

/** An invocation that has ended, as its destination is told of it. */
export interface EndedInvocation {
  readonly requestId: string;
  readonly payload: Uint8Array;
  readonly outcome: InvocationOutcome;
  /** How often the function has been called for it. */
  readonly attempts: number;
}

/**
 * Sends an outcome to its destination, if the function has one.
 *
 * @returns whether it arrived; nothing without a destination
 */
export function sendOutcome(
  { world, messages, enqueue }: OutcomeSender,
  fn: RegisteredFunction,
  ended: EndedInvocation,
): "Succeeded" | "Failed" | undefined {
  const wanted = ended.outcome.kind === "succeeded" ? "onSuccess" : "onFailure";
  const resourceArn = destinationIn(fn.asyncConfig?.destinationConfig, wanted);
  if (resourceArn === undefined) return undefined;
  const target = targetOf({ type: "task", name: wanted, resourceArn });
  const body = JSON.stringify(outcomeMessage(world, fn, ended));
  if (target.kind === "queue" || target.kind === "topic") {
    const id = createHash("md5").update(`${ended.requestId} ${resourceArn}`).digest("hex").toUpperCase();
    messages.push({ to: target.kind, name: target.resource.name, id, body, params: {} });
    return "Succeeded";
  }
  if (target.kind !== "function") return "Failed";
  try {
    enqueue({ target: target.function, payload: Buffer.from(body) });
    return "Succeeded";
  } catch (refusal) {
    // The service tells nobody but the job's own description.
    if (refusal instanceof CloudError) return "Failed";
    throw refusal;
  }
}

function outcomeMessage(
  { clock, region, accountId: account }: World,
  { target }: RegisteredFunction,
  { requestId, payload, outcome, attempts }: EndedInvocation,
) {
  const functionError = outcome.kind === "succeeded" ? "" : outcome.invocationError;
  const responsePayload =
    outcome.kind === "succeeded" ? Buffer.from(outcome.payload).toString() : outcome.body;
  return {
    timestamp: clock.now(),
    requestContext: {
      requestId,
      functionArn: functionArn({ ...target, region, account }),
      condition: functionError,
      approximateInvokeCount: attempts,
    },
    requestPayload: Buffer.from(payload).toString(),
    responseContext: { statusCode: 200, functionError },
    responsePayload,
  };
}
