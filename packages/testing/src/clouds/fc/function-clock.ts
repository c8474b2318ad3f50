import type { Clock } from "@fnfkit/sdk/runtime";
import type { World } from "../world.ts";

/** Whether one function is running, as the world's clock counts it. */
export interface Presence {
  /** The clock to give to the function: while it sleeps on it, it does not count as running. */
  readonly clock: Clock;
  /** Once the function has ended, nothing it still does counts. */
  end(): void;
}

/** Counts a function as running from now on. */
export function enter({ clock: world }: World): Presence {
  const clock = world.unattended;
  let sleeping = 0;
  let over = false;
  world.enter();
  return {
    clock: {
      now: () => clock.now(),
      setDeadline: (delayMs, onReached) => clock.setDeadline(delayMs, onReached),
      async sleep(delayMs, signal) {
        const slept = clock.sleep(delayMs, signal);
        if (sleeping++ === 0 && !over) world.leave();
        try {
          await slept;
        } finally {
          if (--sleeping === 0 && !over) world.enter();
        }
      },
    },
    end() {
      over = true;
      if (sleeping === 0) world.leave();
    },
  };
}
