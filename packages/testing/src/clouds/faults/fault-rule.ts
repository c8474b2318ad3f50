import type { Duration } from "../../clock/index.ts";

/**
 * What can befall a call:
 *
 * - `throttle`: it is refused with the service's 429, and not done
 * - `error500`: it is refused with 500 `InternalServerError`, and not done
 * - `reset`: its connection breaks, and it is not done
 * - `timeout`: it gets no answer until its caller's patience is over, and is not done
 * - `lostReply`: it is done, but its connection breaks before the answer
 * - `delay`: it is done, and answered late
 * - `duplicate`: it is done twice, and the first answer counts
 */
export type Fault = "throttle" | "error500" | "reset" | "timeout" | "lostReply" | "delay" | "duplicate";

/** A call, as a fault's condition sees it. */
export interface FaultCall {
  readonly service: "fnf" | "fc" | "mns";
  /** E.g. `ReportTaskSucceeded`; of messages that flows send `SendMessage` (to a queue) and `PublishMessage` (to a topic). */
  readonly action: string;
  readonly params: { readonly [name: string]: string };
}

/** Which calls a fault befalls. */
export interface FaultRule {
  /** The action, e.g. `ReportTaskSucceeded`; `*` for any. */
  readonly action: string;
  readonly fault: Fault;
  /** How likely, from 0 to 1; the seed decides. Default 1. */
  readonly probability?: number;
  /** How many calls at most. Default: all. */
  readonly times?: number;
  /** Only calls that this holds for. */
  readonly when?: (call: FaultCall) => boolean;
  /** How long a `delay` takes (default 1 second), or a caller's patience with a `timeout` (default 10 seconds). */
  readonly for?: Duration;
}
