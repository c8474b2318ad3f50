import type { CallOptions } from "../call/call-options.ts";
import type { Paged } from "../call/paged.ts";
import type { FunctionContract, FunctionInput, FunctionOutput } from "../contract/function-contract.ts";
import { functionLabel } from "../contract/function-label.ts";
import { observed } from "../observe/observed.ts";
import { type AsyncConfigs, createAsyncConfigs } from "./async-configs.ts";
import { enableStateful } from "./enable-stateful.ts";
import { eventBytes } from "./event-bytes.ts";
import { fcPlace } from "./fc-endpoint.ts";
import { createFcTransport, type FcTransport, type FcTransportConfig } from "./fc-transport.ts";
import { generationOf } from "./generation.ts";
import { type InvokeOptions, invokeFunction, type LoggedResult } from "./invoke-function.ts";
import { createJob, type Job } from "./job.ts";
import type { JobDescription } from "./job-description.ts";
import { requireJobId } from "./job-id.ts";
import { type JobFilter, listJobs } from "./list-jobs.ts";
import { requireDelay } from "./require-delay.ts";

/** What {@link FunctionClient} takes. */
export interface FunctionClientConfig extends FcTransportConfig {
  /** Account id: Function Compute's endpoints carry it. */
  readonly accountId: string;
}

/** How to invoke a function asynchronously. */
export interface InvokeAsyncOptions extends CallOptions {
  /**
   * The id to track the invocation under: a letter or `_`, then letters, digits, `_` and `-`, at most 128 in all. Stateful
   * invocation must be on, see {@link FunctionClient.enableStatefulInvocation}. Where the contract names an event key for
   * it, the function's event carries it too.
   */
  readonly jobId?: string;
  /** How long the function is not to start after the service has taken note, in whole seconds, 0 to 3,600. Default 0. */
  readonly delaySeconds?: number;
}

/** An invocation that Function Compute has queued. */
export interface AcceptedInvocation {
  /** What the service's logs name it by. */
  readonly requestId: string;
}

/**
 * Calls functions of FC 2.0 and FC 3.0; the contract says which it is. Nothing is loaded or sent before the first call.
 *
 * @example
 * const functions = new FunctionClient({ region: "cn-hangzhou", accountId: "1234567890123456" });
 * const { receipt } = await functions.invoke(reserve, { sku: "kettle" });
 * const job = await functions.invokeAsync(reserve, { sku: "kettle" }, { jobId: "order-42" });
 * const { status } = await job.ended({ timeoutMs: 60_000 });
 */
export class FunctionClient {
  /** Retries, maximum age and destinations of asynchronous invocations, and whether they are jobs. */
  readonly asyncConfigs: AsyncConfigs;
  readonly #transport: FcTransport;

  /** @throws ConfigurationError when the region, the account, the endpoint or a rate cannot be one */
  constructor(config: FunctionClientConfig) {
    fcPlace(config);
    this.#transport = createFcTransport(config, observed(config));
    this.asyncConfigs = createAsyncConfigs(this.#transport, (target) => fcPlace(config, target));
  }

  /**
   * Invokes a function and waits for its result, read through the contract.
   *
   * An attempt whose answer was lost is made again only with `idempotent`, since the function may have run.
   *
   * @throws ContractError when the input or the result does not fit the contract, or the input is larger than 32 MB
   * @throws FunctionFailedError when the function ran and failed
   * @throws ServiceError when the service refuses it, e.g. `FunctionNotFound`
   * @throws ConnectionError when no answer came; the function may have run
   *
   * @example
   * const { receipt } = await functions.invoke(reserve, { sku: "kettle" });
   * const { output, logTail } = await functions.invoke(reserve, { sku: "kettle" }, { logType: "Tail" });
   */
  invoke<Contract extends FunctionContract>(
    contract: Contract,
    input: FunctionInput<Contract>,
    options: InvokeOptions & { readonly logType: "Tail" },
  ): Promise<LoggedResult<Contract>>;
  invoke<Contract extends FunctionContract>(
    contract: Contract,
    input: FunctionInput<Contract>,
    options?: InvokeOptions & { readonly logType?: "None" },
  ): Promise<FunctionOutput<Contract>>;
  async invoke<Contract extends FunctionContract>(
    contract: Contract,
    input: FunctionInput<Contract>,
    options: InvokeOptions = {},
  ): Promise<LoggedResult<Contract> | FunctionOutput<Contract>> {
    const result = await invokeFunction(this.#transport, contract, input, options);
    return options.logType === "Tail" ? result : result.output;
  }

  /**
   * Puts an invocation into the function's queue. With a `jobId` it becomes a job that can be watched and stopped.
   *
   * An attempt whose answer was lost is made again only with a `jobId`, since the service takes an id just once.
   *
   * @throws ContractError when the input does not fit the contract, JSON cannot carry it, or it is larger than 256 KB
   * @throws ConfigurationError when the job id or the delay cannot be one
   * @throws ServiceError when the service refuses it, e.g. `FunctionNotFound`
   */
  invokeAsync<Contract extends FunctionContract>(
    contract: Contract,
    input: FunctionInput<Contract>,
    options: InvokeAsyncOptions & { readonly jobId: string },
  ): Promise<Job<Contract>>;
  invokeAsync<Contract extends FunctionContract>(
    contract: Contract,
    input: FunctionInput<Contract>,
    options?: Omit<InvokeAsyncOptions, "jobId"> & { readonly jobId?: undefined },
  ): Promise<AcceptedInvocation>;
  async invokeAsync<Contract extends FunctionContract>(
    contract: Contract,
    input: FunctionInput<Contract>,
    {
      jobId,
      delaySeconds,
      ...options
    }: Omit<InvokeAsyncOptions, "jobId"> & { readonly jobId?: string | undefined } = {},
  ): Promise<Job<Contract> | AcceptedInvocation> {
    if (jobId !== undefined) requireJobId(contract, jobId);
    if (delaySeconds !== undefined) requireDelay(contract, delaySeconds);
    const extra =
      jobId !== undefined && contract.jobId !== undefined ? { [contract.jobId]: jobId } : undefined;
    const body = await eventBytes(contract, input, "Async", extra);
    const { path, jobIdHeader, code } = generationOf(contract);
    const { requestId } = await this.#transport.call(
      contract,
      {
        what: `invoke function "${functionLabel(contract)}"`,
        action: "InvokeFunction",
        method: "POST",
        path: `${path(contract)}/invocations`,
        headers: {
          "x-fc-invocation-type": "Async",
          ...(jobId !== undefined && { [jobIdHeader]: jobId }),
          ...(delaySeconds !== undefined && { "x-fc-async-delay": String(delaySeconds) }),
        },
        body,
        reads: false,
        repeatable: jobId !== undefined,
        doneBefore: code.alreadyExists,
      },
      options,
    );
    return jobId === undefined ? { requestId } : createJob(this.#transport, contract, jobId, true);
  }

  /**
   * A job somebody else started, a flow's step for instance. Sends nothing.
   *
   * @throws ConfigurationError when the id cannot be a job's
   */
  job<Contract extends FunctionContract>(contract: Contract, id: string): Job<Contract> {
    return createJob(this.#transport, contract, id, false);
  }

  /**
   * The jobs of a function, of the last seven days.
   *
   * @example
   * for await (const { id, errorMessage } of functions.jobs(reserve, { status: "Failed" })) console.log(id, errorMessage);
   */
  jobs(contract: FunctionContract, filter: JobFilter = {}, options: CallOptions = {}): Paged<JobDescription> {
    return listJobs(this.#transport, contract, filter, options);
  }

  /**
   * Switches stateful invocation (FC 2.0) or asynchronous tasks (FC 3.0) on for a function, so that invocations with an id
   * become jobs. The function's other settings for asynchronous invocation stay as they are.
   */
  enableStatefulInvocation(
    contract: FunctionContract,
    options: CallOptions = {},
  ): Promise<"enabled" | "unchanged"> {
    return enableStateful(this.asyncConfigs, this.#transport.clock, contract, options);
  }
}
