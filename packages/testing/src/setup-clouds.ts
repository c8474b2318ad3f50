import { setImmediate as macrotask } from "node:timers/promises";
import type { FunctionContract, FunctionInput, FunctionTarget, JsonObject } from "@fnfkit/sdk/contract";
import { ConfigurationError } from "@fnfkit/sdk/errors";
import type { Pattern } from "@fnfkit/sdk/fdl";
import type { Clock } from "@fnfkit/sdk/runtime";
import type { VirtualClock } from "./clock/index.ts";
import {
  type AccessKey,
  type AnswerOptions,
  type AnswerQueue,
  type Clouds,
  type CloudsOptions,
  checkChoice,
  checkObject,
  createClouds,
  type Faults,
  type FindingKind,
  type FunctionCall,
  type FunctionOptions,
  type FunctionSource,
  type InvocationOutcome,
  type Message,
  type StandIn,
  selectTask,
  type TaskAtHand,
  type TaskSelector,
  tasksAtHand,
  tasksMeant,
} from "./clouds/index.ts";
import { cloudHandlers, mswIntercept } from "./msw/index.ts";
import { type CloudServer, serveClouds } from "./server/index.ts";
import { isConcurrentTest } from "./setup-clouds-concurrency.ts";
import { type DirectSend, directSend } from "./setup-clouds-direct.ts";
import { findingsOf } from "./setup-clouds-findings.ts";
import { type Invoked, type InvokeOptions, invokeAlone } from "./setup-clouds-invoke.ts";
import { clientClock } from "./setup-clouds-stall.ts";
import type { CloudFetch } from "./wire/index.ts";

/** How both clouds are set up for a test file. */
export interface SetupOptions extends CloudsOptions {
  /**
   * How requests get to the clouds. `msw`: over the vendor's clients, which are intercepted. `direct`: `FlowClient`,
   * `FunctionClient` and reporters that take {@link TestClouds.config}, and wrapped handlers, hand theirs over without a
   * client or a socket between, in a fraction of the time; all others go as with `msw`. Default: what the environment
   * variable `FNFKIT_WIRE` says, so that a whole suite can be run on either, else `msw`.
   */
  readonly wire?: "msw" | "direct";
}

/**
 * Handlers that fit any list of MSW's. They have no type of MSW's own, since its declarations want a browser's types, which
 * a test on Node need not have.
 */
export type MswHandlers = never[];

/** Serverless Workflow and Function Compute, embedded in a test. */
export interface TestClouds {
  /** What `FlowClient`, `FunctionClient` and `createReporter` take to reach these clouds. */
  readonly config: {
    readonly region: string;
    readonly accountId: string;
    /** Asked before every request: throws `ConfigurationError` while nothing leads requests to these clouds. */
    readonly credentials: () => AccessKey;
    readonly clock: Clock;
    /** With `wire: "direct"`: what takes the clients' requests to these clouds without a socket. */
    readonly send?: DirectSend;
  };
  /** The access key that these clouds accept, for clients that `config` does not suit. */
  readonly credentials: AccessKey;
  /** The clouds' time: `await clouds.clock.advance("2h")`. */
  readonly clock: VirtualClock;
  /** What goes wrong on purpose, until the next {@link reset}. */
  readonly faults: Faults;
  /** Both clouds as one function. */
  readonly fetch: CloudFetch;
  /**
   * The clouds as handlers of MSW, for a server of your own: two MSW servers in one process do not see each other's handlers.
   * {@link listen} is not needed then.
   *
   * @example
   * const server = setupServer(...clouds.handlers(), http.get("https://rates.example/", …));
   */
  handlers(): MswHandlers;

  /** Leads this process's requests for the two clouds to these. Requests for other hosts pass. */
  listen(): void;
  /**
   * Forgets flows, executions and functions, stops what runs, and goes back to where time started.
   *
   * @throws Error when the clouds have found something that a test has probably not meant, even if the code under test has
   * swallowed the error that it got: see {@link FindingKind}
   */
  reset(): void;
  /**
   * Permits what {@link reset} would throw for, until then. For all tests: `setupClouds({ allow: ["unusedStandIn"] })`.
   *
   * @example
   * clouds.allow("unknownFunction"); // the flow under test is to see FC.FunctionNotFound
   */
  allow(...kinds: readonly FindingKind[]): void;
  /** Leads requests to the real clouds again, and stops what runs. */
  close(): void;
  /**
   * Serves the clouds on 127.0.0.1 for clients elsewhere, which then take `endpoint: url`; functions report there too.
   * Any free port by default.
   */
  serve(options?: { readonly port?: number }): Promise<CloudServer>;

  /**
   * Deploys a stand-in for a function, checked against its contract on both sides. In a step that waits for a callback its
   * result is reported with the task token, as a wrapped handler does it; `task.defer()` leaves the report to the test.
   */
  implement<Contract extends FunctionContract>(
    contract: Contract,
    standIn: NoInfer<StandIn<Contract>>,
    options?: FunctionOptions,
  ): void;
  /**
   * Queues answers for a function's calls, which go before whatever is deployed. A function that is not deployed has these
   * answers only, and a call beyond them is an `unexpectedCall`.
   *
   * @example
   * clouds.answers(book).times(2, book.error("CarrierBusy")).once({ slot: "tomorrow" });
   * clouds.answers(book, { step: "bookAgain" }).always(({ parcel }) => ({ slot: `${parcel}, noon` }));
   */
  answers<Contract extends FunctionContract>(
    contract: Contract,
    options?: AnswerOptions & FunctionOptions,
  ): AnswerQueue<Contract>;
  /**
   * Deploys a real function, called the way Function Compute calls it: a handler that all instances share, or a factory or a
   * module of which each instance has its own. An instance works on one call at a time.
   *
   * @throws ConfigurationError when the source is none of these, or there is no such option
   */
  deploy(target: FunctionTarget, source: FunctionSource, options?: FunctionOptions): void;
  /**
   * Runs one deployed function alone, with event and context as a step of a flow would call it, and shows what it answers
   * and reports.
   *
   * @throws Error when it is not deployed, or does not end by itself
   *
   * @example
   * clouds.deploy(audit, handler);
   * const { reports } = await clouds.invoke(audit, { orderId: "42" }, { pattern: "waitForCallback" });
   * expect(reports).toEqual([{ outcome: "succeeded", output: { approved: true, by: "Ada" } }]);
   */
  invoke<Contract extends FunctionContract>(
    contract: Contract,
    input: FunctionInput<Contract>,
    options?: InvokeOptions,
  ): Promise<Invoked>;
  /** Ends a function's idle instances, as the platform does after a while; how their pre-stops ended. */
  stopInstances(target: FunctionTarget): Promise<readonly InvocationOutcome[]>;
  /** What a function was called with, in order. */
  calls(target: FunctionTarget): readonly FunctionCall[];

  /** What flows, and then what functions by their destinations, have sent to a queue or a topic of that name, in order. */
  messages(name: string): readonly Message[];

  /**
   * What happened in an execution so far.
   *
   * @throws Error when there is no such execution
   */
  history(execution: ExecutionName): readonly HistoryEntry[];
  /** The tasks that executions wait for. */
  pendingTasks(): readonly PendingTaskView[];
  /**
   * The task of a step as soon as an execution waits for it; time passes as if somebody awaited a result.
   *
   * @throws Error when everything that could happen has happened and no execution waits there
   *
   * @example
   * const result = execution.result();
   * const { token } = await clouds.pending("audit");
   * await reporter.succeed(token, { approved: true, by: "Ada" });
   */
  pending(step: TaskSelector): Promise<PendingTaskView>;
  /** Ends a task well, as a report of its token does. */
  succeed(step: TaskSelector, output: JsonObject): void;
  /** Ends a task badly, as a report of its token does. */
  fail(step: TaskSelector, error: string, cause?: string): void;
  /** Makes a task time out, whatever its time-out is. */
  expire(step: TaskSelector): void;
}

/** Which execution; what `FlowClient.start` gives is one. */
export interface ExecutionName {
  readonly flow: string;
  readonly name: string;
}

/** One event of a history. */
export interface HistoryEntry {
  readonly id: number;
  readonly scheduleId: number;
  /** E.g. `StepEntered`. */
  readonly type: string;
  /** The step it happened to, if to one. */
  readonly step: string | undefined;
  readonly time: Date;
  readonly detail: JsonObject;
}

/** A task that has not ended. */
export interface PendingTaskView {
  readonly flow: string;
  readonly execution: string;
  readonly step: string;
  /** From 1. */
  readonly attempt: number;
  readonly resourceArn: string;
  readonly pattern: Pattern;
  readonly input: JsonObject;
  /** What `createReporter` takes to report it. */
  readonly token: string;
}

/**
 * Sets up both clouds for a test file.
 *
 * @throws ConfigurationError when there is no such option, or no such value of one
 *
 * @example
 * const clouds = setupClouds();
 * beforeAll(() => clouds.listen());
 * afterEach(() => clouds.reset());
 * afterAll(() => clouds.close());
 *
 * test("a refused order fails", async () => {
 *   clouds.implement(reserve, async ({ sku }) => ({ receipt: `r-${sku}` }));
 *   const flows = new FlowClient(clouds.config);
 *   …
 * });
 */
export function setupClouds(given: SetupOptions = {}): TestClouds {
  const failed = "Failed to set up the clouds";
  checkObject(failed, given);
  const { wire = defaultWire(), ...options } = given;
  checkChoice(failed, "wire", wire, ["msw", "direct"]);
  const clouds = createClouds(options);
  const send = wire === "direct" ? directSend(clouds) : undefined;
  if (send !== undefined) clouds.reachBy(send);
  const { world, credentials, flows, functions, stalledAfterMs, faults, fetch } = clouds;
  const { region, accountId, clock } = world;
  const interception = mswIntercept(fetch);
  // Clouds that a concurrent test has set up for itself are its own.
  const mayBeConcurrent = isConcurrentTest();
  let isListening = false;
  let servers = 0;
  const claim = () => {
    if (mayBeConcurrent || !isConcurrentTest()) return;
    throw new ConfigurationError(
      "Failed to use the embedded clouds: tests that run at once (test.concurrent) would see each other's flows, functions and time. Run them one after the other, or set clouds up in each.",
    );
  };
  const meant = (step: TaskSelector) => selectTask(tasksAtHand(flows.executions()), step);

  return {
    config: {
      ...{ region, accountId, clock: clientClock(clouds) },
      ...(send !== undefined && { send }),
      credentials() {
        claim();
        if (isListening || servers > 0) return credentials;
        // Without this the request would leave for the real clouds.
        throw new ConfigurationError(
          "Failed to reach the embedded clouds: nothing leads requests to them. Call clouds.listen() first, in beforeAll for instance.",
        );
      },
    },
    credentials,
    clock,
    faults,
    fetch,
    handlers() {
      isListening = true;
      return cloudHandlers(fetch) as unknown[] as MswHandlers;
    },

    listen() {
      interception.listen();
      isListening = true;
    },
    reset() {
      const found = findingsOf(clouds);
      clouds.reset();
      claim();
      if (found.length > 0)
        throw new Error(`The clouds saw what a test should not leave behind:\n${found.join("\n")}`);
    },
    allow: (...kinds) => clouds.findings.allow(kinds),
    close() {
      interception.close();
      isListening = false;
      clouds.reset();
    },
    async serve(serveOptions) {
      const server = await serveClouds(fetch, serveOptions);
      clouds.serveAt(server.url);
      servers++;
      return {
        url: server.url,
        close() {
          clouds.serveAt(undefined);
          servers--;
          return server.close();
        },
      };
    },

    implement(...standIn) {
      claim();
      functions.implement(...standIn);
    },
    answers(...queue) {
      claim();
      return functions.answers(...queue);
    },
    deploy(...deployment) {
      claim();
      functions.register(...deployment);
    },
    invoke: (contract, input, invokeOptions = {}) => invokeAlone(clouds, contract, input, invokeOptions),
    stopInstances: (target) => functions.stopInstances(target),
    calls: (target) => functions.calls(target),

    messages: (name) => [...flows.messages, ...functions.messages].filter((message) => message.name === name),

    history: ({ flow, name }) => historyOf(clouds, flow, name),
    pendingTasks: () => tasksAtHand(flows.executions()).map(viewOf),
    async pending(step) {
      const isThere = () => tasksMeant(tasksAtHand(flows.executions()), step).length > 0;
      const leave = clock.attend(isThere);
      const giveUpAt = performance.now() + (stalledAfterMs || Number.POSITIVE_INFINITY);
      try {
        for (;;) {
          if (isThere() || performance.now() >= giveUpAt) return viewOf(meant(step));
          await macrotask();
        }
      } finally {
        leave();
      }
    },
    succeed: (step, output) => void meant(step).task.succeed(output),
    fail: (step, error, cause = "") => void meant(step).task.fail(error, cause),
    expire: (step) => meant(step).task.expire(),
  };
}

function defaultWire(): "msw" | "direct" {
  const { FNFKIT_WIRE: wire = "msw" } = process.env;
  if (wire === "msw" || wire === "direct") return wire;
  throw new ConfigurationError(
    `Failed to set up the clouds: FNFKIT_WIRE is "${wire}". Let it be msw or direct.`,
  );
}

function viewOf({ flow, execution, task }: TaskAtHand): PendingTaskView {
  const { step, attempt, resourceArn, pattern, input, token } = task;
  return { flow, execution, step, attempt, resourceArn, pattern, input, token };
}

function historyOf({ flows }: Clouds, flow: string, name: string): readonly HistoryEntry[] {
  const record = flows.executions().find((known) => known.flowName === flow && known.name === name);
  if (record === undefined) {
    throw new Error(
      `Failed to read the history of execution "${name}": flow "${flow}" has no such execution.`,
    );
  }
  return record.execution.events.map(({ id, scheduleId, type, stepName, time, detail }) => ({
    id,
    scheduleId,
    type,
    step: stepName === "" ? undefined : stepName,
    time: new Date(time),
    detail,
  }));
}
