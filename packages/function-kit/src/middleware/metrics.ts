import type { Middleware, ReportEnd } from "./middleware.ts";
import { type TaskOutcome, told } from "./outcome.ts";

/** What there is to count and to measure of one invocation. */
export interface TaskMeasure {
  /** The contract's name. */
  readonly function: string;
  readonly outcome: TaskOutcome["outcome"];
  /** The name that the flow sees, when it failed. */
  readonly error?: string;
  /** From the first middleware inwards, without the report. */
  readonly durationMs: number;
  /** From 1. */
  readonly attempt: number;
  /** Whether it was the first on its instance. */
  readonly isColdStart: boolean;
}

/** What there is to count and to measure of one report. */
export interface ReportMeasure extends ReportEnd {
  /** The contract's name. */
  readonly function: string;
  /** Which try of the invocation reported, from 1. */
  readonly attempt: number;
}

/**
 * Hands every invocation's measures to whoever counts them, and those of its report.
 *
 * @param record - called when the handler is done, before anything is reported
 * @param recordReport - called when the report has arrived or been given up: an alarm on `undelivered` belongs here
 */
export function metrics(
  record: (measure: TaskMeasure) => void,
  recordReport?: (measure: ReportMeasure) => void,
): Middleware {
  let isColdStart = true;
  return (call, next) => {
    const { contract, task } = call;
    if (recordReport !== undefined) {
      call.onReported((end) => recordReport({ function: contract.name, attempt: task.attempt, ...end }));
    }
    const known = { function: contract.name, attempt: task.attempt, isColdStart };
    isColdStart = false;
    return told(call, next, (outcome) =>
      record({
        ...known,
        ...{ outcome: outcome.outcome, durationMs: outcome.durationMs },
        ...(outcome.outcome === "failed" && { error: outcome.error }),
      }),
    );
  };
}
