import type { CallOptions } from "../call/call-options.ts";
import { withLimits } from "../call/with-limits.ts";
import type { JsonObject } from "../contract/json.ts";
import type { StandardSchema } from "../contract/standard-schema.ts";
import { validate } from "../contract/validate.ts";
import { ExecutionFailedError, type UnsuccessfulStatus } from "../errors/execution-failed-error.ts";
import { isServiceError } from "../errors/service-error.ts";
import type { FnfTransport } from "../transport/transport.ts";
import { type ExecutionDescription, executionDescription } from "./execution-description.ts";
import { failureInHistory } from "./failure-in-history.ts";
import { type HistoryEvent, historyOf } from "./history.ts";

/** Which execution, and what its result must fit. */
export interface ExecutionIdentity {
  readonly flow: string;
  readonly name: string;
  /** The schema that {@link Execution.result} reads the output through. */
  readonly output?: StandardSchema | undefined;
}

/** How to stop an execution. */
export interface StopOptions extends CallOptions {
  /** The error's name, 1 to 128 characters. */
  readonly error?: string;
  /** What happened, 1 to 4,096 characters. */
  readonly cause?: string;
}

// The longest that the service holds a DescribeExecution.
const longestPollSeconds = 60;

// A result may be worth days of work: some minutes of trouble on the way to it are borne.
const pollAttempts = 20;

/** One execution of a flow. Got from `FlowClient`, by `start` or `execution`. */
export class Execution<Output = JsonObject> {
  /** The flow's name. */
  readonly flow: string;
  /** The execution's name, unique in its flow. */
  readonly name: string;
  readonly #transport: FnfTransport;
  readonly #output: StandardSchema | undefined;

  constructor(transport: FnfTransport, { flow, name, output }: ExecutionIdentity) {
    this.flow = flow;
    this.name = name;
    this.#transport = transport;
    this.#output = output;
  }

  /**
   * Where the execution stands now.
   *
   * @throws ServiceError with `ExecutionNotExists` when there is no such execution
   */
  async describe(options: CallOptions = {}): Promise<ExecutionDescription> {
    return executionDescription(await this.#transport.call("DescribeExecution", this.#params, options));
  }

  /**
   * Waits for the end and gives the output, read through the flow's output schema when it has one.
   *
   * The service holds each request for up to a minute, so that waiting costs next to nothing. Without `timeoutMs` it waits
   * for as long as the execution runs; giving up does not stop the execution.
   *
   * @throws ExecutionFailedError when it fails, times out or is stopped, with the failing step, error and cause
   * @throws ContractError when the output does not fit the flow's schema
   * @throws TimeoutError when `timeoutMs` have passed
   * @throws AbortError when `signal` is aborted
   */
  async result(options: CallOptions = {}): Promise<Output> {
    const output = await this.#limited("get the result", options, async (signal, leftMs) => {
      for (;;) {
        const poll = {
          ...this.#params,
          WaitTimeSeconds: Math.min(Math.ceil(leftMs() / 1000), longestPollSeconds),
        };
        const answer = await this.#transport.call("DescribeExecution", poll, {
          signal,
          maxAttempts: pollAttempts,
        });
        const description = executionDescription(answer);
        if (description.status === "Succeeded") return description.output ?? {};
        if (isUnsuccessful(description.status)) throw await this.#failure(description.status, signal);
      }
    });
    if (this.#output === undefined) return output as Output;
    return (await validate(this.#output, output, this.flow, "output")) as Output;
  }

  /**
   * Stops the execution, and the jobs that it runs. Does nothing when it is stopped already.
   *
   * @throws ServiceError with `ExecutionAlreadyCompleted` when it has ended otherwise
   */
  async stop({ error, cause, ...limits }: StopOptions = {}): Promise<void> {
    await this.#limited("stop", limits, async (signal) => {
      const params = { ...this.#params, Error: error, Cause: cause };
      try {
        await this.#transport.call("StopExecution", params, { signal });
      } catch (failure) {
        if (!isServiceError(failure, "ExecutionAlreadyCompleted")) throw failure;
        // Perhaps by an attempt whose answer was lost.
        const { status } = await this.describe({ signal });
        if (status !== "Stopped") throw failure;
      }
    });
  }

  /**
   * What has happened so far, in order, read page by page.
   *
   * @param options - limits for each page
   *
   * @example
   * for await (const { type, step } of execution.history()) console.log(type, step);
   */
  history(options: CallOptions = {}): AsyncIterable<HistoryEvent> {
    return historyOf(this.#transport, this, options);
  }

  get #params() {
    return { FlowName: this.flow, ExecutionName: this.name };
  }

  #limited<T>(
    what: string,
    options: CallOptions,
    work: (signal: AbortSignal, leftMs: () => number) => Promise<T>,
  ): Promise<T> {
    const whole = `${what} of execution "${this.name}" of flow "${this.flow}"`;
    return withLimits({ clock: this.#transport.clock, what: whole, ...options }, ({ signal, leftMs }) =>
      work(signal, leftMs),
    );
  }

  async #failure(status: UnsuccessfulStatus, signal: AbortSignal): Promise<ExecutionFailedError> {
    const events: HistoryEvent[] = [];
    for await (const event of this.history({ signal })) events.push(event);
    const reason = failureInHistory(status, events);
    return new ExecutionFailedError({ flow: this.flow, execution: this.name, status, ...reason });
  }
}

function isUnsuccessful(status: string): status is UnsuccessfulStatus {
  return ["Failed", "TimedOut", "Stopped"].includes(status);
}
