import type { Rate } from "./pace.ts";

/** How fast a client may call, by what an action draws on; what is left out is not held back. */
export interface ServiceRates {
  /** `DescribeExecution`. */
  readonly describe?: Rate;
  /** `GetExecutionHistory`. */
  readonly history?: Rate;
  /** `StartExecution`. */
  readonly start?: Rate;
  /** `StartSyncExecution`. */
  readonly startSync?: Rate;
  /** Every other action of Serverless Workflow, reports included. */
  readonly other?: Rate;
  /** Every call of Function Compute. */
  readonly functions?: Rate;
}

/**
 * What Serverless Workflow documents for an account in one region. Function Compute documents no rate of calls: it limits
 * instances.
 */
export const documentedRates: Required<Omit<ServiceRates, "functions">> = {
  describe: { burst: 50, perSecond: 5 },
  history: { burst: 50, perSecond: 5 },
  start: { burst: 100, perSecond: 100 },
  startSync: { burst: 1_000, perSecond: 1_000 },
  other: { burst: 10, perSecond: 2 },
};
