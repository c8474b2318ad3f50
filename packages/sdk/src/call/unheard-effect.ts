import type { ClientHooks } from "./client-hooks.ts";
import { mayBeDone } from "./failures.ts";

/** What the attempts of a call may have done without an answer that says so. */
export interface UnheardEffect {
  /** For the calls that are looked at. */
  readonly hooks: ClientHooks;
  /** Whether an attempt that was made again may have taken effect. */
  isPossible(): boolean;
}

export function unheardEffect(): UnheardEffect {
  let possible = false;
  return {
    hooks: {
      onRetry({ failure }) {
        possible ||= mayBeDone(failure);
      },
    },
    isPossible: () => possible,
  };
}
