import type { CallOptions } from "../call/call-options.ts";
import { cutText } from "../call/cut-text.ts";
import { jsonObjectText } from "../call/json-object-text.ts";
import type { Pace } from "../call/pace.ts";
import { isConnectionError } from "../errors/connection-error.ts";
import { ContractError } from "../errors/contract-error.ts";
import { ReportUndeliveredError } from "../errors/report-undelivered-error.ts";
import { isServiceError } from "../errors/service-error.ts";
import { isTimeoutError } from "../errors/timeout-error.ts";
import type { FnfTransport } from "../transport/transport.ts";

/**
 * How long to keep trying: until `deadline` or for `timeoutMs`, whichever ends first; without both, ten times, with about
 * half a minute of back-off, and thirty times by a reporter that keeps to a rate.
 */
export interface ReportOptions extends CallOptions {
  /** The moment, in milliseconds since the Unix epoch, after which trying makes no sense any more. */
  readonly deadline?: number;
}

/** What became of a report that reached the service. */
export type ReportOutcome =
  /** It settled the task. */
  | {
      readonly outcome: "accepted";
      /** The id of the history event it left. */
      readonly eventId: number;
    }
  /** The task was settled before: by another report (perhaps this one, had its answer been lost), its time-out or a stop. */
  | { readonly outcome: "alreadyCompleted" };

/**
 * Settles task tokens. A report that the service cannot take just now is sent again, with back-off, until its time is up.
 *
 * Every method throws `ServiceError` when the service refuses the report for good (an unknown token, a missing
 * permission), `ReportUndeliveredError` when it could not be delivered in time, `ContractError` when it cannot be sent
 * as it is, and `AbortError` when its signal is aborted.
 */
export interface Reporter {
  /**
   * Reports success.
   *
   * @param output - what the step gets: a value that JSON carries as an object
   */
  succeed(token: string, output: object, options?: ReportOptions): Promise<ReportOutcome>;
  /**
   * Reports failure.
   *
   * @param error - the name that `retry` and `catch` of the step match on: 1 to 128 characters
   * @param cause - what happened; cut to the 4,096 characters that the service takes
   */
  fail(token: string, error: string, cause?: string, options?: ReportOptions): Promise<ReportOutcome>;
}

const usualAttempts = 10;
// Whoever shares the rate may be ahead for a while.
const pacedAttempts = 30;

// Limits of ReportTaskFailed, as documented.
const longestError = 128;
const longestCause = 4096;

/** Makes a reporter over a transport that is already there; with a pace it keeps to that. */
export function reporterOver(transport: FnfTransport, pace?: Pace): Reporter {
  const report = (action: string, params: ReportParams, options: ReportOptions = {}) => {
    checkToken(action, params.TaskToken);
    return deliver({ transport, pace }, action, params, options);
  };
  return {
    async succeed(token, output, options) {
      const action = "ReportTaskSucceeded";
      return report(action, { TaskToken: token, Output: jsonObjectText(output, action, "output") }, options);
    },

    async fail(token, error, cause, options) {
      const action = "ReportTaskFailed";
      if (error.length === 0 || error.length > longestError) {
        throw misfit(action, "error", `must have 1 to ${longestError} characters`);
      }
      // The service refuses an empty cause.
      const Cause = cause ? cutText(cause, longestCause) : undefined;
      return report(action, { TaskToken: token, Error: error, Cause }, options);
    },
  };
}

interface ReportParams {
  readonly TaskToken: string;
  readonly [name: string]: string | undefined;
}

interface Way {
  readonly transport: FnfTransport;
  readonly pace: Pace | undefined;
}

async function deliver(
  { transport, pace }: Way,
  action: string,
  params: ReportParams,
  { deadline, timeoutMs, ...options }: ReportOptions,
): Promise<ReportOutcome> {
  const { clock } = transport;
  const limits = [timeoutMs, deadline === undefined ? undefined : deadline - clock.now()].filter(
    (limit) => limit !== undefined,
  );
  const limit =
    limits.length === 0
      ? { maxAttempts: pace === undefined ? usualAttempts : pacedAttempts }
      : { timeoutMs: Math.min(...limits) };
  let attempts = 0;
  try {
    const answer = await transport.call(action, params, {
      maxAttempts: Number.POSITIVE_INFINITY,
      ...limit,
      ...options,
      pace,
      hooks: {
        onRequest: ({ attempt }) => {
          attempts = attempt;
        },
      },
    });
    return { outcome: "accepted", eventId: Number(answer.EventId) };
  } catch (failure) {
    if (isServiceError(failure, "TaskAlreadyCompleted")) return { outcome: "alreadyCompleted" };
    if (!isUndelivered(failure)) throw failure;
    throw new ReportUndeliveredError(
      `Failed to deliver a report with ${action} in ${attempts === 1 ? "one attempt" : `${attempts} attempts`}: ${failure.message} The flow still waits: report again.`,
      { attempts, cause: failure },
    );
  }
}

/** Tokens travel through forms, queues and shells: one that was cut, quoted or broken in two settles nothing. */
function checkToken(action: string, token: unknown): void {
  if (typeof token !== "string") throw misfit(action, "token", "must be a string");
  if (token === "") throw misfit(action, "token", "must not be empty");
  if (/[^!#-&(-~]/.test(token)) {
    throw misfit(action, "token", "must be the token alone, without quotes, blanks or line breaks");
  }
}

function isUndelivered(failure: unknown): failure is Error {
  return (
    isTimeoutError(failure) || isConnectionError(failure) || (isServiceError(failure) && failure.retryable)
  );
}

function misfit(action: string, field: string, message: string): ContractError {
  return new ContractError(action, "input", [{ path: [field], message }]);
}
