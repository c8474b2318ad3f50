import type { Clock } from "@fnfkit/sdk/runtime";
import type { FcContext } from "./platform.ts";

/** When an invocation has to be over, and when its handler has to. */
export interface Deadline {
  /** The moment at which the platform ends the invocation, in milliseconds since the Unix epoch. */
  readonly at: number;
  /** How long the handler may take, in milliseconds: the rest is for the report. */
  readonly handlerMs: number;
}

/** Measured from now, the entry: the platform tells a function its time-out, but not what is left of it. */
export function deadlineOf(context: FcContext, clock: Clock, marginMs: number): Deadline | undefined {
  const timeoutMs = Number(context.function?.timeout) * 1_000;
  if (!(timeoutMs > 0)) return undefined;
  return { at: clock.now() + timeoutMs, handlerMs: timeoutMs - Math.min(marginMs, timeoutMs / 2) };
}
