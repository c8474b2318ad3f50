import { CloudError } from "../../wire/cloud-error.ts";

/** How many instances an account may run at once in a region. */
export interface InstanceQuota {
  hasRoom(): boolean;
  /**
   * Takes an instance until the returned function is called.
   *
   * @throws CloudError 429 `ResourceExhausted` when all are taken
   */
  enter(): () => void;
  clear(): void;
}

/** The most instances that the service's documents allow an account without asking. */
export const documentedInstances = 300;

export function createInstanceQuota(most: number): InstanceQuota {
  let taken = 0;
  let epoch = 0;
  return {
    hasRoom: () => taken < most,
    enter() {
      if (taken >= most) {
        throw new CloudError(429, "ResourceExhausted", `the account's ${most} instances are all in use`);
      }
      taken++;
      const since = epoch;
      return () => {
        // What outlives a reset has been given back by it.
        if (since === epoch) taken--;
      };
    },
    clear() {
      taken = 0;
      epoch++;
    },
  };
}
