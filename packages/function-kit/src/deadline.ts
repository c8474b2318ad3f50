import type { Clock } from "@fnfkit/sdk/runtime";
import type { FcContext } from "./platform.ts";

/** When an invocation has to be over. */
export interface Deadline {
  /** How long the handler may take, in milliseconds: the rest is for the report. */
  readonly handlerMs: number;
  /** Until when to try to report, in milliseconds since the Unix epoch: just long enough to fail in an orderly way. */
  readonly reportBy: number;
}

// Of what the handler leaves, how much the report leaves.
const leftByReport = 0.1;

/** Measured from now, the entry: the platform tells a function its time-out, but not what is left of it. */
export function deadlineOf(context: FcContext, clock: Clock, marginMs: number): Deadline | undefined {
  const timeoutMs = Number(context.function?.timeout) * 1_000;
  if (!(timeoutMs > 0)) return undefined;
  const margin = Math.min(marginMs, timeoutMs / 2);
  return { handlerMs: timeoutMs - margin, reportBy: clock.now() + timeoutMs - margin * leftByReport };
}
