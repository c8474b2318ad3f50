import type { CallOptions } from "../call/call-options.ts";
import { patientAttempts } from "../call/patient-attempts.ts";
import { withLimits } from "../call/with-limits.ts";
import type { FunctionContract } from "../contract/function-contract.ts";
import { functionLabel } from "../contract/function-label.ts";
import { isServiceError } from "../errors/service-error.ts";
import type { FcCall, FcTransport } from "./fc-transport.ts";
import { generationOf } from "./generation.ts";
import { hasEnded, type JobDescription, jobDescription } from "./job-description.ts";
import { requireJobId } from "./job-id.ts";

/** How to describe a job. */
export interface DescribeJobOptions extends CallOptions {
  /** Whether to give the event too that it was invoked with. Default `false`. */
  readonly includePayload?: boolean;
}

/** How to wait for a job's end. */
export interface JobEndOptions extends CallOptions {
  /** How long to wait between two looks, in milliseconds. Default 2,000. */
  readonly pollIntervalMs?: number;
  /** How often to try each look, the first time included. Default 20: some minutes of trouble are borne. */
  readonly maxAttempts?: number;
}

/**
 * An asynchronous invocation that Function Compute tracks under an id: a stateful asynchronous invocation in FC 2.0, an
 * asynchronous task in FC 3.0.
 *
 * The service may not find a job in the first seconds after it accepted it; a job that was started here waits for that.
 */
export interface Job<Contract extends FunctionContract = FunctionContract> {
  readonly contract: Contract;
  readonly id: string;
  /**
   * Looks where the job stands.
   *
   * @throws ServiceError `StatefulAsyncInvocationNotFound` (FC 2.0) or `AsyncTaskNotFound` (FC 3.0) when there is no such job
   */
  describe(options?: DescribeJobOptions): Promise<JobDescription>;
  /**
   * Stops the job: a queued one never starts, a running one is ended. Resolves when the service has taken note, which is
   * before the job has ended: it may be `Stopping` for a while, and {@link Job.ended} waits for that. A job that has ended
   * already stays as it is.
   */
  stop(options?: CallOptions): Promise<void>;
  /** Waits until the job has ended, however it ends. */
  ended(options?: JobEndOptions): Promise<JobDescription>;
}

// What the service answers for a job that has ended is not documented: 200 and 412 are both taken for "nothing to stop".
const nothingToStop = 412;

const visibleWithinMs = 10_000;
const visibilityPollMs = 500;
const endPollMs = 2_000;

/**
 * @throws ConfigurationError when the id cannot be one
 *
 * @param accepted - whether the service has just accepted the job, so that "not found" means "not yet"
 */
export function createJob<Contract extends FunctionContract>(
  transport: FcTransport,
  contract: Contract,
  id: string,
  accepted: boolean,
): Job<Contract> {
  requireJobId(contract, id);
  const { clock } = transport;
  const generation = generationOf(contract);
  const { action, code, stopSuffix } = generation;
  const path = `${generation.path(contract)}${generation.jobsPath}/${encodeURIComponent(id)}`;
  const named = `job "${id}" of function "${functionLabel(contract)}"`;
  let visibleBy = accepted ? clock.now() + visibleWithinMs : 0;

  function call(
    what: string,
    request: Pick<FcCall, "action" | "method" | "path" | "query">,
    options: CallOptions,
  ) {
    const reads = request.method === "GET";
    return withLimits({ clock, what, ...options }, async ({ signal, leftMs }) => {
      for (;;) {
        try {
          const { body } = await transport.call(
            contract,
            { ...request, what, reads, repeatable: true },
            { ...options, signal, timeoutMs: leftMs() },
          );
          visibleBy = 0;
          return body;
        } catch (failure) {
          if (clock.now() >= visibleBy || !isServiceError(failure, code.notFound)) throw failure;
          await clock.sleep(visibilityPollMs, signal);
        }
      }
    });
  }

  async function describe({ includePayload = false, ...options }: DescribeJobOptions = {}) {
    const query = includePayload ? { includePayload: "true" } : {};
    const request = { action: action.getJob, method: "GET", path, query } as const;
    return jobDescription(generation, await call(`describe ${named}`, request, options));
  }

  return {
    contract,
    id,
    describe,

    async stop(options = {}) {
      const request = { action: action.stopJob, method: "PUT", path: `${path}${stopSuffix}` } as const;
      await call(`stop ${named}`, request, options).catch((failure: unknown) => {
        if (!isServiceError(failure) || failure.status !== nothingToStop) throw failure;
      });
    },

    ended({ pollIntervalMs = endPollMs, maxAttempts = patientAttempts, ...options } = {}) {
      return withLimits({ clock, what: `see the end of ${named}`, ...options }, async ({ signal }) => {
        for (;;) {
          const limits = { ...options, maxAttempts, signal, timeoutMs: Number.POSITIVE_INFINITY };
          const description = await describe(limits);
          if (hasEnded(description)) return description;
          await clock.sleep(pollIntervalMs, signal);
        }
      });
    },
  };
}
