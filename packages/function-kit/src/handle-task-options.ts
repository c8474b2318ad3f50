import type { FunctionContract } from "@fnfkit/sdk/contract";
import type { FailureMapping } from "./failure.ts";
import type { TokenSource } from "./find-token.ts";
import type { Middleware, MiddlewareOf } from "./middleware/middleware.ts";
import type { UndeliveredHook } from "./undelivered.ts";

/** How a wrapped handler finds its token and reports. */
export interface TaskOptions {
  /** Where to look for the task token first. Default: the contract's key, then the usual ones. */
  readonly token?: TokenSource;
  /** Another endpoint to report to than the region's own: a URL. */
  readonly endpoint?: string;
  /** Whether to report through the region's internal (VPC) network, as a function usually can. Default `true`. */
  readonly internal?: boolean;
  /** How long before the platform ends the invocation the handler's time is up, in milliseconds. Default 1,000, at most half. */
  readonly deadlineMarginMs?: number;
  /** The most bytes of JSON a reported result may have. Default 32,768, the service's limit for a step's data. */
  readonly maxOutputBytes?: number;
  /**
   * Which failures are reported: every one, or only that of the last try that Function Compute makes of an asynchronous
   * invocation; earlier ones are thrown, so that it tries again. An event that does not fit the contract fails every
   * time and is reported at once. Default `always`.
   */
  readonly report?: "always" | "lastAttempt";
  /** How often Function Compute is configured to try again, for `lastAttempt`. Default 3, as the service has it. */
  readonly maxAsyncRetryAttempts?: number;
  /** Renames failures, or takes out of them what a flow must not see; see {@link FailureMapping}. */
  readonly mapFailure?: FailureMapping;
  /** Keeps what could not be delivered, before the invocation fails; see {@link UndeliveredHook}. */
  readonly undelivered?: UndeliveredHook;
}

/** How a handler is wrapped, whatever its contract. */
export interface HandleTaskOptions extends TaskOptions {
  /** What stands around the handler, the first outermost. */
  readonly middleware?: readonly Middleware[];
}

/** How a handler of one contract is wrapped. */
export interface HandleTaskOptionsOf<Contract extends FunctionContract> extends TaskOptions {
  /** What stands around the handler, the first outermost. */
  readonly middleware?: readonly MiddlewareOf<Contract>[];
}
