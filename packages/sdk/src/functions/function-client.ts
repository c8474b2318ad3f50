import type { CallOptions } from "../call/call-options.ts";
import { jsonObjectText } from "../call/json-object-text.ts";
import { withLimits } from "../call/with-limits.ts";
import type { FunctionContract, FunctionInput } from "../contract/function-contract.ts";
import { functionLabel } from "../contract/function-label.ts";
import type { JsonObject } from "../contract/json.ts";
import { validate } from "../contract/validate.ts";
import type { ClientConfig } from "../credentials/client-config.ts";
import { isServiceError } from "../errors/service-error.ts";
import { fcPlace } from "./fc-endpoint.ts";
import { createFcTransport, type FcTransport } from "./fc-transport.ts";
import { generationOf } from "./generation.ts";
import { createJob, type Job } from "./job.ts";
import { requireJobId } from "./job-id.ts";

/** What {@link FunctionClient} takes. */
export interface FunctionClientConfig extends ClientConfig {
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
 * const job = await functions.invokeAsync(reserve, { sku: "kettle" }, { jobId: "order-42" });
 * const { status } = await job.ended({ timeoutMs: 60_000 });
 */
export class FunctionClient {
  readonly #transport: FcTransport;

  /** @throws ConfigurationError when the region, the account or the endpoint cannot be one */
  constructor(config: FunctionClientConfig) {
    fcPlace(config);
    this.#transport = createFcTransport(config);
  }

  /**
   * Puts an invocation into the function's queue. With a `jobId` it becomes a job that can be watched and stopped.
   *
   * An attempt whose answer was lost is made again only with a `jobId`, since the service takes an id just once.
   *
   * @throws ContractError when the input does not fit the contract, or JSON cannot carry it
   * @throws ConfigurationError when the job id cannot be one
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
    options?: CallOptions & { readonly jobId?: undefined },
  ): Promise<AcceptedInvocation>;
  async invokeAsync<Contract extends FunctionContract>(
    contract: Contract,
    input: FunctionInput<Contract>,
    { jobId, ...options }: CallOptions & { readonly jobId?: string | undefined } = {},
  ): Promise<Job<Contract> | AcceptedInvocation> {
    if (jobId !== undefined) requireJobId(contract, jobId);
    await validate(contract.input, input, contract.name, "input");
    const carriesId = jobId !== undefined && contract.jobId !== undefined;
    const event = carriesId ? { ...(input as object), [contract.jobId]: jobId } : input;
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
        },
        body: Buffer.from(jsonObjectText(event, contract.name, "input")),
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
   * Switches stateful invocation (FC 2.0) or asynchronous tasks (FC 3.0) on for a function, so that invocations with an id
   * become jobs. The function's other settings for asynchronous invocation stay as they are.
   */
  async enableStatefulInvocation(
    contract: FunctionContract,
    options: CallOptions = {},
  ): Promise<"enabled" | "unchanged"> {
    const { path, action, stateful } = generationOf(contract);
    const { clock, call } = this.#transport;
    const what = `switch on stateful invocation of function "${functionLabel(contract)}"`;
    const config = { what, path: `${path(contract)}/async-invoke-config`, reads: true, repeatable: true };
    return withLimits({ clock, what, ...options }, async ({ signal }) => {
      const read = { ...config, action: action.getConfig, method: "GET" } as const;
      const current = await call(contract, read, { signal }).then(
        ({ body }) => body,
        (failure): JsonObject => {
          if (isServiceError(failure, "AsyncConfigNotExists")) return {};
          throw failure;
        },
      );
      if (current[stateful] === true) return "unchanged";
      const kept = Object.fromEntries(Object.entries(current).filter(([name]) => settings.includes(name)));
      const body = { ...kept, [stateful]: true };
      await call(contract, { ...config, action: action.putConfig, method: "PUT", body }, { signal });
      return "enabled";
    });
  }
}

// What the configuration answers beside these is about it rather than in it, and refused or ignored in a PUT.
const settings: readonly string[] = [
  "destinationConfig",
  "maxAsyncEventAgeInSeconds",
  "maxAsyncRetryAttempts",
];
