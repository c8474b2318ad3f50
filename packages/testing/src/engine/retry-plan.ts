import type { Retry } from "@fnfkit/sdk/fdl";
import { type FlowError, matches } from "./flow-error.ts";

/** When a task is tried again. Every policy counts its own retries; the first policy that is for an error decides. */
export class RetryPlan {
  readonly #policies: readonly Retry[];
  #used: Map<Retry, number> | undefined;

  constructor(policies: readonly Retry[] = []) {
    this.#policies = policies;
  }

  /** How long to wait before the next try, in milliseconds; nothing when there is none. */
  next(error: FlowError): number | undefined {
    const policy = this.#policies.find(({ errors }) => matches(errors, error));
    if (policy === undefined) return undefined;
    const { intervalSeconds = 1, maxIntervalSeconds = 86_400, maxAttempts = 3, multiplier = 2 } = policy;
    this.#used ??= new Map();
    const used = this.#used.get(policy) ?? 0;
    if (used >= maxAttempts) return undefined;
    this.#used.set(policy, used + 1);
    return Math.min(intervalSeconds * multiplier ** used, maxIntervalSeconds) * 1_000;
  }
}
