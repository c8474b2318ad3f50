import { setImmediate as macrotask } from "node:timers/promises";
import type { FunctionContract, FunctionTarget, JsonObject } from "@fnfkit/sdk/contract";
import { ConfigurationError } from "@fnfkit/sdk/errors";
import type { Pattern } from "@fnfkit/sdk/fdl";
import type { VirtualClock } from "./clock/index.ts";
import {
  type AccessKey,
  type Clouds,
  type CloudsOptions,
  createClouds,
  type FunctionCall,
  type FunctionHandler,
  type FunctionOptions,
  type Message,
  type StandIn,
  selectTask,
  type TaskAtHand,
  type TaskSelector,
  tasksAtHand,
  tasksMeant,
  whatIsAwaited,
} from "./clouds/index.ts";
import { mswIntercept } from "./msw/index.ts";
import { type CloudServer, serveClouds } from "./server/index.ts";
import type { CloudFetch } from "./wire/index.ts";

/** Serverless Workflow and Function Compute, embedded in a test. */
export interface TestClouds {
  /** What `FlowClient`, `FunctionClient` and `createReporter` take to reach these clouds. */
  readonly config: {
    readonly region: string;
    readonly accountId: string;
    /** Asked before every request: throws `ConfigurationError` while nothing leads requests to these clouds. */
    readonly credentials: () => AccessKey;
    readonly clock: VirtualClock;
  };
  /** The access key that these clouds accept, for clients that `config` does not suit. */
  readonly credentials: AccessKey;
  /** The clouds' time: `await clouds.clock.advance("2h")`. */
  readonly clock: VirtualClock;
  /** Both clouds as one function. */
  readonly fetch: CloudFetch;

  /** Leads this process's requests for the two clouds to these. Requests for other hosts pass. */
  listen(): void;
  /**
   * Forgets flows, executions and functions, and goes back to where time started.
   *
   * @throws Error when the clouds saw a request they do not know, or an execution still ran; that is stopped
   */
  reset(): void;
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
    standIn: StandIn<Contract>,
    options?: FunctionOptions,
  ): void;
  /** Deploys a real handler, called the way Function Compute calls it. */
  deploy(target: FunctionTarget, handler: FunctionHandler, options?: FunctionOptions): void;
  /** What a function was called with, in order. */
  calls(target: FunctionTarget): readonly FunctionCall[];

  /** What flows have sent to a queue or a topic of that name, in order. */
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
export function setupClouds(options: CloudsOptions = {}): TestClouds {
  const clouds = createClouds(options);
  const { world, credentials, flows, functions, stalledAfterMs, fetch } = clouds;
  const { region, accountId, clock } = world;
  const interception = mswIntercept(fetch);
  let isListening = false;
  let servers = 0;
  const meant = (step: TaskSelector) => selectTask(tasksAtHand(flows.executions()), step);

  return {
    config: {
      ...{ region, accountId, clock },
      credentials() {
        if (isListening || servers > 0) return credentials;
        // Without this the request would leave for the real clouds.
        throw new ConfigurationError(
          "Failed to reach the embedded clouds: nothing leads requests to them. Call clouds.listen() first, in beforeAll for instance.",
        );
      },
    },
    credentials,
    clock,
    fetch,

    listen() {
      interception.listen();
      isListening = true;
    },
    reset() {
      const findings = findingsOf(clouds);
      clouds.reset();
      if (findings.length > 0)
        throw new Error(`The clouds saw what a test should not leave behind:\n${findings.join("\n")}`);
    },
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

    implement: (contract, standIn, functionOptions) =>
      functions.implement(contract, standIn, functionOptions),
    deploy: (target, handler, functionOptions) => functions.register(target, handler, functionOptions),
    calls: (target) => functions.calls(target),

    messages: (name) => flows.messages.filter((message) => message.name === name),

    history: ({ flow, name }) => historyOf(clouds, flow, name),
    pendingTasks: () => tasksAtHand(flows.executions()).map(viewOf),
    async pending(step) {
      const leave = clock.attend();
      const giveUpAt = performance.now() + (stalledAfterMs || Number.POSITIVE_INFINITY);
      try {
        for (;;) {
          const isThere = tasksMeant(tasksAtHand(flows.executions()), step).length > 0;
          if (isThere || performance.now() >= giveUpAt) return viewOf(meant(step));
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

function viewOf({ flow, execution, task }: TaskAtHand): PendingTaskView {
  const { step, attempt, resourceArn, pattern, input, token } = task;
  return { flow, execution, step, attempt, resourceArn, pattern, input, token };
}

function findingsOf({ flows, functions, unknownRequests }: Clouds): readonly string[] {
  const running = flows.executions().filter(({ execution }) => execution.status === "Running");
  return [
    ...unknownRequests.map((request) => `- an unknown request: ${request}`),
    ...running.map(
      (record) =>
        `- execution "${record.name}" of flow "${record.flowName}" still runs. ${whatIsAwaited(record, functions)} Or stop it.`,
    ),
  ];
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
