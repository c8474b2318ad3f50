import type { CallOptions } from "../call/call-options.ts";
import type { Paged } from "../call/paged.ts";
import type { JsonObject } from "../contract/json.ts";
import type { FlowDefinition } from "../flow/flow-definition.ts";
import { observed } from "../observe/observed.ts";
import { type Reporter, reporterOver } from "../reporter/reporter.ts";
import {
  createFnfTransport,
  type FnfParams,
  type FnfTransport,
  type FnfTransportConfig,
} from "../transport/transport.ts";
import { aliasesOver, type FlowAliases } from "./aliases.ts";
import type { AwaitOptions } from "./await-options.ts";
import { deleteOnce } from "./call-once.ts";
import { type DeployedFlow, deployAll } from "./deploy-all.ts";
import { type DeployOptions, type DeployOutcome, deployFlow } from "./deploy-flow.ts";
import { type DryRun, dryRun } from "./dry-run.ts";
import type { Execution } from "./execution.ts";
import { isExecutionAlreadyExistsError } from "./execution-already-exists-error.ts";
import type { ExecutionDescription, ExecutionMetadata } from "./execution-description.ts";
import type { FlowDescription } from "./flow-description.ts";
import { type FlowName, nameOf } from "./flow-name.ts";
import { type FlowService, flowService } from "./flow-service.ts";
import type { NewFlowSettings } from "./flow-settings.ts";
import type { FlowText } from "./flow-text.ts";
import { type ExecutionFilter, listExecutions } from "./list-executions.ts";
import {
  createFlow,
  type DescribeFlowOptions,
  describeFlow,
  type FlowChanges,
  type FlowFilter,
  listFlows,
  updateFlow,
} from "./manage-flows.ts";
import { type MapRuns, mapRunsOver } from "./map-runs.ts";
import { describeRegions, type Region, type RegionOptions } from "./regions.ts";
import { type Schedules, schedulesOver } from "./schedules.ts";
import { type SettledResults, settledResults } from "./settled-results.ts";
import { executionOf, type StartOptions, startExecution } from "./start-execution.ts";
import { type StartSyncOptions, type SyncExecution, startSync } from "./start-sync.ts";
import { type FlowVersions, versionsOver } from "./versions.ts";

/** What {@link FlowClient} takes. */
export type FlowClientConfig = FnfTransportConfig;

/** Deploys flows, runs them, and knows every other action of Serverless Workflow. */
export class FlowClient {
  /** Settles the task tokens of steps that wait for a callback. */
  readonly report: Reporter;
  /** What starts flows again and again. */
  readonly schedules: Schedules;
  /** Flows as they were when they were published. */
  readonly versions: FlowVersions;
  /** Names for versions. */
  readonly aliases: FlowAliases;
  /** The runs of CloudFlow's distributed Map states. */
  readonly mapRuns: MapRuns;
  readonly #transport: FnfTransport;
  readonly #service: FlowService;

  /**
   * Loads and sends nothing before the first call.
   *
   * @throws ConfigurationError when the region, the endpoint or a rate cannot be one
   */
  constructor(config: FlowClientConfig) {
    const transport = createFnfTransport(config, observed(config));
    this.#transport = transport;
    this.#service = flowService(transport, config);
    this.report = reporterOver(transport);
    this.schedules = schedulesOver(transport);
    this.versions = versionsOver(transport);
    this.aliases = aliasesOver(transport);
    this.mapRuns = mapRunsOver(transport);
  }

  /**
   * Makes the service's flow be this one: creates it, or updates it when its definition, its role or, if given, its
   * description or environment differs. Layout, comments and the order of keys make no difference. Safe when others
   * deploy the same flow at the same time.
   *
   * @throws FlowDefinitionError when something is wrong with the flow; nothing is sent then
   * @throws ConfigurationError when the flow's name cannot be one, or `roleArn` is no role's
   *
   * @example
   * await flows.deploy(orderFlow, { roleArn: "acs:ram::123456789:role/flows" }); // "created"
   * await flows.deploy({ name: "order", definition: await readFile("order.flow.yml", "utf8") }, { roleArn });
   */
  deploy(flow: FlowDefinition | FlowText, options: DeployOptions): Promise<DeployOutcome> {
    return deployFlow(this.#transport, flow, options);
  }

  /**
   * Deploys several flows, one after another: those that are started by others before those. One that fails keeps no other
   * from being deployed. Limits are for each flow.
   *
   * @returns what became of each, in the order given
   *
   * @example
   * for (const { flow, outcome } of await flows.deployAll([orderFlow, shipFlow], { roleArn })) console.log(flow, outcome);
   */
  deployAll(list: readonly (FlowDefinition | FlowText)[], options: DeployOptions): Promise<DeployedFlow[]> {
    return deployAll(this.#transport, list, options);
  }

  /**
   * Says what {@link FlowClient.deploy} would do, and does nothing.
   *
   * @throws FlowDefinitionError when something is wrong with the flow
   * @throws ConfigurationError when the flow's name cannot be one, or `roleArn` is no role's
   *
   * @example
   * const { outcome, diff } = await flows.dryRun(orderFlow, { roleArn });
   * console.log(outcome, diff); // "updated", and the lines that change
   */
  dryRun(flow: FlowDefinition | FlowText, options: DeployOptions): Promise<DryRun> {
    return dryRun(this.#transport, flow, options);
  }

  /**
   * Creates a flow without checking it: for definitions in CloudFlow's language. {@link FlowClient.deploy} does the rest.
   *
   * @throws ConfigurationError when the flow's name cannot be one; nothing is sent then
   * @throws ServiceError with `FlowAlreadyExists`, or `InvalidArgument` when the service cannot read the definition
   */
  create(
    flow: FlowDefinition | FlowText,
    settings: NewFlowSettings = {},
    options: CallOptions = {},
  ): Promise<FlowDescription> {
    return createFlow(this.#transport, flow, settings, options);
  }

  /**
   * Changes what is given of a flow, without checking it. Executions that run go on with the flow they were started with.
   *
   * @throws ServiceError with `FlowNotExists`
   */
  update(flow: FlowName, changes: FlowChanges, options: CallOptions = {}): Promise<FlowDescription> {
    return updateFlow(this.#transport, nameOf(flow), changes, options);
  }

  /**
   * A flow as it is now, or as it was when a version was published.
   *
   * @throws ServiceError with `FlowNotExists`
   */
  describe(flow: FlowName, options: DescribeFlowOptions = {}): Promise<FlowDescription> {
    return describeFlow(this.#transport, nameOf(flow), options);
  }

  /** All flows of the region. Limits are for each page. */
  list(filter: FlowFilter = {}): Paged<FlowDescription> {
    return listFlows(this.#transport, filter);
  }

  /**
   * Deletes a flow with its schedules and its executions, whose history is gone then; those that run stop after their
   * current step.
   *
   * @throws ServiceError with `FlowNotExists`
   */
  delete(flow: FlowName, options: CallOptions = {}): Promise<void> {
    return deleteOnce(this.#transport, "DeleteFlow", { Name: nameOf(flow) }, options);
  }

  /** Starts an execution of a flow by its name, with whatever input. */
  start(flow: string, options?: Partial<StartOptions<object>>): Promise<Execution>;
  /**
   * Starts an execution. Sent again after a lost answer, it still starts only one, for it always has a name.
   *
   * @throws ContractError when the input does not fit the flow's schema; nothing is sent then
   * @throws ConfigurationError when the flow's name or the execution's cannot be one; nothing is sent then
   * @throws ExecutionAlreadyExistsError when an execution of the given name has ended, with that one: a `ServiceError` with
   * `ExecutionAlreadyExists`
   * @throws ServiceError with `FlowNotExists` when the flow was not deployed
   *
   * @example
   * const execution = await flows.start(orderFlow, { name: "order-42", input: { id: "42", sku: "tea" } });
   * const { receipt } = await execution.result();
   */
  start<Input, Output>(
    flow: FlowDefinition<Input, Output>,
    options: StartOptions<NoInfer<Input>>,
  ): Promise<Execution<Output>>;
  start(
    flow: FlowDefinition | string,
    options: Partial<StartOptions<object>> = {},
  ): Promise<Execution<unknown>> {
    return startExecution(this.#service, flow, options);
  }

  /** Starts an execution of a flow by its name, or gives the one that has this name already. */
  startOrAttach(
    flow: string,
    options: Partial<StartOptions<object>> & { readonly name: string },
  ): Promise<Execution>;
  /**
   * Starts an execution, or gives the one that has this name already, whether it runs or has ended; what that one was given
   * does not matter. For callers that may be called twice for the same thing.
   *
   * @throws ContractError when the input does not fit the flow's schema; nothing is sent then
   * @throws ConfigurationError when the flow's name or the execution's cannot be one; nothing is sent then
   *
   * @example
   * const execution = await flows.startOrAttach(orderFlow, { name: `order-${id}`, input });
   */
  startOrAttach<Input, Output>(
    flow: FlowDefinition<Input, Output>,
    options: StartOptions<NoInfer<Input>> & { readonly name: string },
  ): Promise<Execution<Output>>;
  async startOrAttach(
    flow: FlowDefinition | string,
    options: Partial<StartOptions<object>> & { readonly name: string },
  ): Promise<Execution<unknown>> {
    try {
      return await startExecution(this.#service, flow, options);
    } catch (failure) {
      if (!isExecutionAlreadyExistsError(failure)) throw failure;
      return failure.execution;
    }
  }

  /** Runs an Express flow by its name, with whatever input, and waits for its end. */
  startSync(flow: string, options?: Partial<StartSyncOptions<object>>): Promise<SyncExecution>;
  /**
   * Runs an Express flow and waits for its end: up to five minutes. An attempt that got no answer is not made again, since
   * the flow may have run.
   *
   * @throws ContractError when the input or the output does not fit the flow's schema
   * @throws ExecutionFailedError when the execution fails, with the service's `ErrorCode` and `ErrorMessage`
   * @throws ServiceError with `ActionNotSupported` when it is a Standard flow
   *
   * @example
   * const { output } = await flows.startSync(quoteFlow, { input: { sku: "tea" } });
   */
  startSync<Input, Output>(
    flow: FlowDefinition<Input, Output>,
    options: StartSyncOptions<NoInfer<Input>>,
  ): Promise<SyncExecution<Output>>;
  startSync(
    flow: FlowDefinition | string,
    options: Partial<StartSyncOptions<object>> = {},
  ): Promise<SyncExecution<unknown>> {
    return startSync(this.#transport, flow, options);
  }

  /** An execution that was started before, here or elsewhere. Sends nothing. */
  execution<Output>(flow: FlowDefinition<never, Output>, name: string): Execution<Output>;
  /** An execution of a flow by the names of both. Sends nothing. */
  execution(flow: string, name: string): Execution;
  execution(flow: FlowDefinition | string, name: string): Execution<unknown> {
    return executionOf(this.#service, flow, name);
  }

  /** A flow's executions without what is heavy about them. */
  executions(
    flow: FlowName,
    filter: ExecutionFilter & { readonly metadataOnly: true },
  ): Paged<ExecutionMetadata>;
  /**
   * A flow's executions. Limits are for each page.
   *
   * @example
   * for await (const { name, startedTime } of flows.executions(orderFlow, { status: "Failed" })) console.log(name, startedTime);
   */
  executions(
    flow: FlowName,
    filter?: ExecutionFilter & { readonly metadataOnly?: false },
  ): Paged<ExecutionDescription>;
  executions(flow: FlowName, filter: ExecutionFilter = {}): Paged<ExecutionMetadata | ExecutionDescription> {
    return listExecutions(this.#transport, nameOf(flow), filter);
  }

  /**
   * Waits for the results of many executions, at the rate that the service documents for all of them. One that fails keeps
   * no other from being waited for; one that has not ended within `timeoutMs` has failed with `TimeoutError`.
   *
   * @returns an outcome for each execution, in their order
   * @throws AbortError when `signal` is aborted
   *
   * @example
   * const results = await flows.results(executions, { timeoutMs: 60_000 });
   * const failed = results.filter(({ outcome }) => outcome === "failed");
   */
  results<const Executions extends readonly Execution<unknown>[]>(
    executions: Executions,
    options: AwaitOptions = {},
  ): Promise<SettledResults<Executions>> {
    return settledResults(executions, options) as Promise<SettledResults<Executions>>;
  }

  /** The regions that the service is in. */
  regions(options: RegionOptions = {}): Promise<readonly Region[]> {
    return describeRegions(this.#transport, options);
  }

  /**
   * Calls an action by the service's own name, with parameters and an answer as the service has them: for what this client
   * has no method for.
   *
   * @throws ServiceError when the service answers with an error
   *
   * @example
   * const { Definition } = await flows.call("DescribeFlow", { Name: "order" });
   */
  call(action: string, params: FnfParams = {}, options: CallOptions = {}): Promise<JsonObject> {
    return this.#transport.call(action, params, options);
  }
}
