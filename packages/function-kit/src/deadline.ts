import type { Clock } from "@fnfkit/sdk/runtime";
import type { FcContext } from "./platform.ts";

/** When an invocation has to be over. */
export interface Deadline {
  /** How long the handler may take, in milliseconds: the rest is for the report. */
  readonly handlerMs: number;
  /** Until when to try to report, in milliseconds since the Unix epoch. */
  readonly reportBy: number;
  /** When everything has to be over, just long enough before the platform's end to fail in an orderly way. */
  readonly endBy: number;
}

// Of what the handler leaves, how much is left at the end, and how much for a hook that keeps what was not delivered.
const leftAtEnd = 0.1;
const leftForHook = 0.5;

/** Measured from now, the entry: the platform tells a function its time-out, but not what is left of it. */
export function deadlineOf(
  context: FcContext,
  clock: Clock,
  { marginMs, hasHook }: { readonly marginMs: number; readonly hasHook: boolean },
): Deadline | undefined {
  const timeoutMs = Number(context.function?.timeout) * 1_000;
  if (!(timeoutMs > 0)) return undefined;
  const margin = Math.min(marginMs, timeoutMs / 2);
  const end = clock.now() + timeoutMs;
  return {
    handlerMs: timeoutMs - margin,
    reportBy: end - margin * (hasHook ? leftForHook : leftAtEnd),
    endBy: end - margin * leftAtEnd,
  };
}
