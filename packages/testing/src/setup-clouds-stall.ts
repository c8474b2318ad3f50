import type { Clock } from "@fnfkit/sdk/runtime";
import { type Clouds, orStalled, sleepOrStalled, whyTimeStands } from "./clouds/index.ts";

/**
 * The clouds' time for clients. A client that sleeps on it, between two looks at a job for instance, while time cannot pass
 * gets an error that says why, as a long poll does.
 */
export function clientClock({ world: { clock }, functions, stalledAfterMs }: Clouds): Clock {
  return {
    now: () => clock.now(),
    setDeadline: (...deadline) => clock.setDeadline(...deadline),
    sleep: (delayMs, signal) =>
      sleepOrStalled(clock, delayMs, signal, (slept) =>
        orStalled(slept, {
          afterMs: stalledAfterMs,
          progress: () => clock.now(),
          stalled: () =>
            new Error(
              `Failed to let ${delayMs} ms pass for a client: time stands still. ${whyTimeStands(functions)}`,
            ),
        }),
      ),
  };
}
