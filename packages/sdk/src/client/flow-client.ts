import type { CallOptions } from "../call/call-options.ts";
import { jsonObjectText } from "../call/json-object-text.ts";
import { validate } from "../contract/validate.ts";
import { isServiceError } from "../errors/service-error.ts";
import type { FlowDefinition } from "../flow/flow-definition.ts";
import { type Reporter, reporterOver } from "../reporter/reporter.ts";
import { createFnfTransport, type FnfTransport, type FnfTransportConfig } from "../transport/transport.ts";
import { type DeployOptions, type DeployOutcome, deployFlow } from "./deploy-flow.ts";
import { Execution } from "./execution.ts";
import type { FlowText } from "./flow-text.ts";

/** What {@link FlowClient} takes. */
export type FlowClientConfig = FnfTransportConfig;

/** How to start an execution. */
export interface StartOptions<Input> extends CallOptions {
  /**
   * Unique in the flow: letters, digits, `_` and `-`, first a letter or `_`, at most 128. Default: a new one.
   *
   * Starting a name that is running gives that execution; starting one that has ended is refused.
   */
  readonly name?: string;
  /** What the execution is given: a JSON object. */
  readonly input: Input;
}

/** Deploys flows and runs them. */
export class FlowClient {
  /** Settles the task tokens of steps that wait for a callback. */
  readonly report: Reporter;
  readonly #transport: FnfTransport;

  /**
   * Loads and sends nothing before the first call.
   *
   * @throws ConfigurationError when the region or the endpoint cannot be one
   */
  constructor(config: FlowClientConfig) {
    this.#transport = createFnfTransport(config);
    this.report = reporterOver(this.#transport);
  }

  /**
   * Makes the service's flow be this one: creates it, or updates it when its definition, its role or, if given, its
   * description differs. Layout, comments and the order of keys make no difference.
   *
   * @throws FlowDefinitionError when something is wrong with the flow; nothing is sent then
   * @throws ConfigurationError when `roleArn` is no role's
   *
   * @example
   * await flows.deploy(orderFlow, { roleArn: "acs:ram::123456789:role/flows" }); // "created"
   * await flows.deploy({ name: "order", definition: await readFile("order.flow.yml", "utf8") }, { roleArn });
   */
  deploy(flow: FlowDefinition | FlowText, options: DeployOptions): Promise<DeployOutcome> {
    return deployFlow(this.#transport, flow, options);
  }

  /** Starts an execution of a flow by its name, with whatever input. */
  start(flow: string, options?: Partial<StartOptions<object>>): Promise<Execution>;
  /**
   * Starts an execution. Sent again after a lost answer, it still starts only one, for it always has a name.
   *
   * @throws ContractError when the input does not fit the flow's schema; nothing is sent then
   * @throws ServiceError with `ExecutionAlreadyExists` when an execution of the given name has ended, with `FlowNotExists`
   * when the flow was not deployed
   *
   * @example
   * const execution = await flows.start(orderFlow, { name: "order-42", input: { id: "42", sku: "tea" } });
   * const { receipt } = await execution.result();
   */
  start<Input, Output>(
    flow: FlowDefinition<Input, Output>,
    options: StartOptions<NoInfer<Input>>,
  ): Promise<Execution<Output>>;
  async start(
    flow: FlowDefinition | string,
    { name, input = {}, ...limits }: Partial<StartOptions<object>> = {},
  ): Promise<Execution<unknown>> {
    const flowName = nameOf(flow);
    // What travels is what the sender wrote; the schema only has a look at it.
    if (typeof flow !== "string") await validate(flow.schemas.input, input, flowName, "input");
    const Input = jsonObjectText(input, flowName, "input");
    const ExecutionName = name ?? `run-${crypto.randomUUID()}`;
    try {
      await this.#transport.call("StartExecution", { FlowName: flowName, ExecutionName, Input }, limits);
    } catch (failure) {
      // Nobody else can know a name made up just now: an attempt whose answer was lost did start it.
      if (name !== undefined || !isServiceError(failure, "ExecutionAlreadyExists")) throw failure;
    }
    return this.#attach(flow, ExecutionName);
  }

  /** An execution that was started before, here or elsewhere. Sends nothing. */
  execution<Output>(flow: FlowDefinition<never, Output>, name: string): Execution<Output>;
  execution(flow: string, name: string): Execution;
  execution(flow: FlowDefinition | string, name: string): Execution<unknown> {
    return this.#attach(flow, name);
  }

  #attach(flow: FlowDefinition | string, name: string): Execution<unknown> {
    const output = typeof flow === "string" ? undefined : flow.schemas.output;
    return new Execution(this.#transport, { flow: nameOf(flow), name, output });
  }
}

function nameOf(flow: FlowDefinition | string): string {
  return typeof flow === "string" ? flow : flow.name;
}
