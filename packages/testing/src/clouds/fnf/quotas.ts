import { type Rate, TokenBucket } from "./token-bucket.ts";

/** What an account may do in one region. What is not given is not limited. */
export interface Quotas {
  readonly startExecution?: Rate;
  readonly describeExecution?: Rate;
  readonly getExecutionHistory?: Rate;
  /** All other actions together, reports of task tokens among them. */
  readonly otherActions?: Rate;
  /** How often any step of any execution may be entered. */
  readonly stepEntries?: Rate;
  readonly runningExecutions?: number;
  readonly flows?: number;
}

/** The quotas that the service documents for an account. */
export const documentedQuotas: Required<Quotas> = {
  startExecution: { burst: 100, perSecond: 100 },
  describeExecution: { burst: 50, perSecond: 5 },
  getExecutionHistory: { burst: 50, perSecond: 5 },
  otherActions: { burst: 10, perSecond: 2 },
  stepEntries: { burst: 100, perSecond: 100 },
  runningExecutions: 10_000,
  flows: 10_000,
};

/** No quotas, the documented ones, or one's own. */
export type QuotasOption = "off" | "documented" | Quotas;

type RateName =
  | "startExecution"
  | "describeExecution"
  | "getExecutionHistory"
  | "otherActions"
  | "stepEntries";

const ownRates: { readonly [action: string]: RateName } = {
  StartExecution: "startExecution",
  DescribeExecution: "describeExecution",
  GetExecutionHistory: "getExecutionHistory",
};

/** What is left of an account's quotas. */
export class QuotaBook {
  readonly quotas: Quotas;
  readonly #now: () => number;
  readonly #buckets = new Map<RateName, TokenBucket>();

  constructor(option: QuotasOption, now: () => number) {
    this.quotas = option === "off" ? {} : option === "documented" ? documentedQuotas : option;
    this.#now = now;
  }

  /** Whether an action may be called just now; if so, it counts. */
  takeCall(action: string): boolean {
    const name = Object.hasOwn(ownRates, action) ? ownRates[action] : undefined;
    return this.#bucket(name ?? "otherActions")?.take() ?? true;
  }

  /** How many milliseconds the next step has to wait for its entry. */
  takeStepEntry(): number {
    return this.#bucket("stepEntries")?.takeNext() ?? 0;
  }

  /** All quotas are whole again. */
  reset(): void {
    this.#buckets.clear();
  }

  #bucket(name: RateName): TokenBucket | undefined {
    const rate = this.quotas[name];
    if (rate === undefined) return undefined;
    const bucket = this.#buckets.get(name) ?? new TokenBucket(rate, this.#now);
    this.#buckets.set(name, bucket);
    return bucket;
  }
}
