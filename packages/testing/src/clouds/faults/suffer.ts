import { isAbortError } from "@fnfkit/sdk/errors";
import { milliseconds, type VirtualClock } from "../../clock/index.ts";
import { CloudError } from "../../wire/cloud-error.ts";
import { sleepOrStalled } from "../stall.ts";
import type { FaultRule } from "./fault-rule.ts";

/** Thrown where a caller gets no answer: the connection breaks. */
export class ConnectionBroken extends Error {
  override readonly name = "ConnectionBroken";

  constructor() {
    super("the connection was broken on purpose");
  }
}

/** Where a call goes wrong. */
export interface Scene {
  readonly clock: VirtualClock;
  /** Aborted when the caller has given up. */
  readonly signal: AbortSignal;
  /** Waits for something, and throws when it cannot come because time stands still. */
  readonly orStalled: <T>(work: Promise<T>) => Promise<T>;
  /** What the service answers when it throttles. */
  readonly throttled: () => CloudError;
}

/**
 * Does a call as a fault lets it. To be called while the clock counts the call as busy.
 *
 * @throws CloudError when the fault is a refusal
 * @throws ConnectionBroken when the caller gets no answer
 */
export async function suffer<Answer>(
  rule: FaultRule,
  perform: () => Promise<Answer>,
  scene: Scene,
): Promise<Answer> {
  switch (rule.fault) {
    case "throttle":
      throw scene.throttled();
    case "error500":
      throw new CloudError(500, "InternalServerError", "An internal error has occurred. Please retry.");
    case "reset":
      throw new ConnectionBroken();
    case "timeout":
      await pass(milliseconds(rule.for ?? "10s"), scene);
      throw new ConnectionBroken();
    case "lostReply":
      await settled(perform());
      throw new ConnectionBroken();
    case "delay":
      await pass(milliseconds(rule.for ?? "1s"), scene);
      return perform();
    case "duplicate": {
      const first = await settled(perform());
      await settled(perform());
      return first();
    }
  }
}

/** Lets time pass for somebody who waits for an answer, at most until he gives up. */
async function pass(delayMs: number, { clock, signal, orStalled }: Scene): Promise<void> {
  clock.leave();
  try {
    await sleepOrStalled(clock, delayMs, signal, orStalled);
  } catch (aborted) {
    if (!isAbortError(aborted)) throw aborted;
    throw new ConnectionBroken();
  } finally {
    clock.enter();
  }
}

/** Waits for the end of something, good or bad, which the returned function tells. */
async function settled<Answer>(answering: Promise<Answer>): Promise<() => Answer> {
  try {
    const answer = await answering;
    return () => answer;
  } catch (refusal) {
    if (!(refusal instanceof CloudError)) throw refusal;
    return () => {
      throw refusal;
    };
  }
}
