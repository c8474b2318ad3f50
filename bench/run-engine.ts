import type { JsonObject } from "@fnfkit/sdk/contract";
import type { Flow } from "@fnfkit/sdk/fdl";
import { VirtualClock } from "../packages/testing/src/clock/index.ts";
import { type EngineHost, Execution, noLimits } from "../packages/testing/src/engine/index.ts";
import { functions } from "./equal-flow.ts";

/** The clock of every execution here: waits are skipped while somebody waits for a result. */
export const clock = new VirtualClock({ now: Date.UTC(2026, 0, 1) });

const nothingToStop = () => {};

const host: EngineHost = {
  now: () => clock.now(),
  schedule: (delayMs, run) => clock.schedule(delayMs, run),
  setDeadline: (delayMs, run) => clock.unattended.setDeadline(delayMs, run),
  delayEntry: () => 0,
  issueToken: ({ eventId }) => `token-${eventId}`,
  call({ target, input }, tell) {
    const run = target.kind === "function" ? functions[target.function.name] : undefined;
    if (run === undefined) throw new Error("The flow calls something else.");
    tell({ kind: "started" });
    clock.enter();
    void run(input).then((output) => {
      tell({ kind: "answered", result: JSON.stringify(output) });
      clock.leave();
    });
    return nothingToStop;
  },
};

/** Starts an execution, and leaves it where it waits. */
export function startEngine(flow: Flow, input: JsonObject, onEnd = () => {}): Execution {
  const execution = new Execution({
    flow,
    flowName: "bench",
    name: "e",
    input,
    host,
    limits: noLimits,
    onEnd,
  });
  execution.start();
  return execution;
}

/** Runs an execution to its end. */
export function runEngine(flow: Flow, input: JsonObject): Promise<Execution> {
  const leave = clock.attend();
  return new Promise((resolve) => {
    const execution: Execution = startEngine(flow, input, () => {
      leave();
      // It may end before `startEngine` has answered.
      queueMicrotask(() => resolve(execution));
    });
  });
}
