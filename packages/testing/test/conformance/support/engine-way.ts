import { parseFlow } from "@fnfkit/sdk/fdl";
import { VirtualClock } from "../../../src/clock/index.ts";
import { type EngineHost, Execution, type PendingTask } from "../../../src/engine/index.ts";
import { bareServices } from "./bare-services.ts";
import { FunctionTable } from "./function-table.ts";
import type { ConformanceCase } from "./read-cases.ts";
import { executionName, flowName, type Outcome, theEnd, type Way } from "./way.ts";

/** The engine alone, over services of a few lines. */
export const engineWay: Way = {
  open() {},
  close() {},
  async run(given, look) {
    const table = new FunctionTable(given.functions);
    const account = new BareAccount(given, table);
    const execution = account.start(flowName, executionName, given.input);
    for (const action of given.script) {
      await account.clock.advance(0);
      if ("advance" in action) await account.clock.advance(action.advance);
      else if ("stop" in action) {
        const { flow = flowName, execution: name = executionName, error, cause } = action.stop;
        account.find(`${flow}/${name}`).stop(error, cause);
      } else if ("succeed" in action) account.task(action.succeed.step).succeed(action.succeed.output);
      else account.task(action.fail.step).fail(action.fail.error, action.fail.cause);
    }
    await account.clock.advance(theEnd);
    if (table.problems.length > 0) throw new Error(table.problems.join("; "));
    return look(account.outcome(execution));
  },
};

/** Flows and executions without a service around them. */
class BareAccount {
  readonly clock = new VirtualClock({ now: Date.UTC(2026, 0, 1), mode: "manual" });
  readonly #executions = new Map<string, Execution>();
  readonly #definitions: ReadonlyMap<string, string>;
  readonly #table: FunctionTable;
  readonly #host: EngineHost;
  readonly #messages: { readonly name: string; readonly body: string }[] = [];
  readonly #tokens = new Map<string, PendingTask>();
  readonly #watchers: (readonly [Execution, () => void])[] = [];

  constructor({ flow, otherFlows }: ConformanceCase, table: FunctionTable) {
    this.#definitions = new Map([[flowName, flow], ...Object.entries(otherFlows)]);
    this.#table = table;
    const { clock } = this;
    this.#host = {
      now: () => clock.now(),
      schedule: (delayMs, run) => clock.schedule(delayMs, run),
      setDeadline: (delayMs, run) => clock.unattended.setDeadline(delayMs, run),
      delayEntry: () => 0,
      issueToken: (task) => {
        const token = `token ${this.#tokens.size + 1}`;
        this.#tokens.set(token, task);
        return token;
      },
      call: bareServices({
        clock,
        table,
        report: (token) => this.#tokens.get(token),
        send: (name, body) => void this.#messages.push({ name, body }),
        has: (flow) => this.#definitions.has(flow),
        execution: (flow, name) => this.#executions.get(`${flow}/${name}`),
        start: (...execution) => this.start(...execution),
        watch: (execution, ended) => {
          if (execution.status === "Running") this.#watchers.push([execution, ended]);
          else queueMicrotask(ended);
        },
      }),
    };
  }

  start(flow: string, name = `run-${this.#executions.size + 1}`, input = {}): Execution {
    const { flow: tree, diagnostics } = parseFlow(this.#definitions.get(flow) ?? "");
    if (tree === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
    const onEnd = () => {
      for (const [watched, ended] of this.#watchers) if (watched === execution) queueMicrotask(ended);
    };
    const execution = new Execution({ flow: tree, flowName: flow, name, input, host: this.#host, onEnd });
    this.#executions.set(`${flow}/${name}`, execution);
    execution.start();
    return execution;
  }

  find(name: string): Execution {
    const execution = this.#executions.get(name);
    if (execution === undefined) throw new Error(`There is no execution "${name}".`);
    return execution;
  }

  /** The task that a step waits for. */
  task(step: string): PendingTask {
    for (const { pending } of this.#executions.values()) {
      for (const task of pending) if (task.kind === "task" && task.step === step) return task;
    }
    throw new Error(`No task of a step "${step}" is pending.`);
  }

  outcome({ status, output, error, events }: Execution): Outcome {
    const [first, last] = [events[0]?.time ?? 0, events.at(-1)?.time ?? 0];
    return {
      status,
      output,
      error: error?.error,
      cause: error?.cause,
      seconds: (last - first) / 1_000,
      events: events.map(({ type, stepName }) => ({ type, step: stepName })),
      calls: this.#table.calls,
      messages: (name) => this.#messages.filter((sent) => sent.name === name).map(({ body }) => body),
      execution: async (name) => {
        const { status: ended, output: put } = this.find(name);
        return { status: ended, ...(put !== undefined && { output: put }) };
      },
    };
  }
}
