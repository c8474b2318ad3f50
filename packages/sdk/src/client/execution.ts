import type { CallOptions } from "../call/call-options.ts";
import type { Paged } from "../call/paged.ts";
import { type Limits, withLimits } from "../call/with-limits.ts";
import type { JsonObject } from "../contract/json.ts";
import type { StandardSchema } from "../contract/standard-schema.ts";
import { validate } from "../contract/validate.ts";
import { ExecutionFailedError } from "../errors/execution-failed-error.ts";
import type { AwaitOptions } from "./await-options.ts";
import { followHistory } from "./events/follow-history.ts";
import { historyOf, wholeHistory } from "./events/history.ts";
import type { HistoryEvent } from "./events/history-event.ts";
import { type ExecutionDescription, executionDescription, isUnsuccessful } from "./execution-description.ts";
import { paramsOf } from "./execution-name.ts";
import { failureInHistory } from "./failure-in-history.ts";
import type { FlowService } from "./flow-service.ts";
import { type StopOptions, type StoppedExecution, stopExecution } from "./stop-execution.ts";
import { untilEnded } from "./until-ended.ts";

/** Which execution, and what its result must fit. */
export interface ExecutionIdentity {
  readonly flow: string;
  readonly name: string;
  /** The schema that {@link Execution.result} reads the output through. */
  readonly output?: StandardSchema | undefined;
}

/** How to read an execution's events. */
export interface EventOptions extends CallOptions {
  /** Whether to wait for what is yet to happen, until the execution has ended. Default `false`. */
  readonly follow?: boolean;
}

/** One execution of a flow. Got from `FlowClient`, by `start` or `execution`. */
export class Execution<Output = JsonObject> {
  /** The flow's name. */
  readonly flow: string;
  /** The execution's name, unique in its flow. */
  readonly name: string;
  readonly #service: FlowService;
  readonly #output: StandardSchema | undefined;

  constructor(service: FlowService, { flow, name, output }: ExecutionIdentity) {
    this.flow = flow;
    this.name = name;
    this.#service = service;
    this.#output = output;
  }

  /**
   * Where the execution stands now.
   *
   * @throws ServiceError with `ExecutionNotExists` when there is no such execution
   */
  async describe(options: CallOptions = {}): Promise<ExecutionDescription> {
    const { transport } = this.#service;
    return executionDescription(await transport.call("DescribeExecution", paramsOf(this), options));
  }

  /**
   * Waits for the end and gives the output, read through the flow's output schema when it has one.
   *
   * The service holds each request for up to a minute, so that waiting costs next to nothing; all executions that one client
   * waits for share the rate that the service documents. Throttling and lost connections are borne for some minutes. Without
   * `timeoutMs` it waits for as long as the execution runs; giving up does not stop the execution.
   *
   * @throws ExecutionFailedError when it fails, times out or is stopped, with the failing step, error and cause
   * @throws ContractError when the output does not fit the flow's schema
   * @throws TimeoutError when `timeoutMs` have passed
   * @throws AbortError when `signal` is aborted
   */
  async result(options: AwaitOptions = {}): Promise<Output> {
    const output = await this.#limited("get the result", options, async (limits) => {
      const { status, output } = await untilEnded(this.#service, this, limits);
      if (!isUnsuccessful(status)) return output ?? {};
      const { flow, name: execution } = this;
      const events = await wholeHistory(this.#service, this, limits.signal);
      throw new ExecutionFailedError({ flow, execution, status, ...failureInHistory(status, events) });
    });
    if (this.#output === undefined) return output as Output;
    return (await validate(this.#output, output, this.flow, "output")) as Output;
  }

  /**
   * Stops the execution, and the jobs that its steps wait for; resolves once it is stopped, also when it was before.
   *
   * @returns the jobs that it had started, as far as its definition and the recorded inputs of its steps name them
   * @throws ServiceError with `ExecutionAlreadyCompleted` when it has ended otherwise
   *
   * @example
   * const { jobs } = await execution.stop({ error: "Cancelled" });
   * for (const { id } of jobs) await functions.job(reserve, id).ended();
   */
  stop({ error, cause, ...options }: StopOptions = {}): Promise<StoppedExecution> {
    const reason = { Error: error, Cause: cause };
    return this.#limited("stop", options, (limits) => stopExecution(this.#service, this, reason, limits));
  }

  /**
   * What has happened so far, in order, read page by page.
   *
   * @param options - limits for each page
   *
   * @example
   * for await (const { type, step } of execution.history()) console.log(type, step);
   */
  history(options: CallOptions = {}): Paged<HistoryEvent> {
    return historyOf(this.#service.transport, this, options);
  }

  /**
   * What has happened so far, and with `follow` what happens until the end, soon after it has happened: from a second, while
   * much happens, to a quarter of a minute, after a long calm. A lost connection is taken up where it was lost.
   *
   * @param options - limits for each call, beyond what the service holds it; an aborted signal ends it with `AbortError`
   *
   * @example
   * for await (const event of execution.events({ follow: true })) {
   *   if (isHistoryEvent(event, "StepFailed")) console.warn(event.step, event.detail.error);
   * }
   */
  events({ follow = false, ...options }: EventOptions = {}): AsyncIterable<HistoryEvent> {
    return follow ? followHistory(this.#service, this, options) : this.history(options);
  }

  #limited<T>(what: string, options: AwaitOptions, work: (limits: Limits) => Promise<T>): Promise<T> {
    const whole = `${what} of execution "${this.name}" of flow "${this.flow}"`;
    return withLimits({ clock: this.#service.transport.clock, what: whole, ...options }, work);
  }
}
