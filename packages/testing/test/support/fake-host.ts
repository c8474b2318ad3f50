import type { JsonObject } from "@fnfkit/sdk/contract";
import type { Flow } from "@fnfkit/sdk/fdl";
import { VirtualClock } from "../../src/clock/index.ts";
import {
  type CallNews,
  type EngineHost,
  Execution,
  type ExecutionOptions,
  type PendingTask,
  type ServiceCall,
} from "../../src/engine/index.ts";

/** A service that a test plays: it is told of a call, and tells what becomes of it. */
export type FakeService = (call: ServiceCall, tell: (news: CallNews) => void) => void;

/** An engine's surroundings without any cloud: services by resource name, and time that only a test moves. */
export function fakeHost(services: Readonly<Record<string, FakeService>> = {}) {
  const clock = new VirtualClock({ now: Date.UTC(2024, 0, 1), mode: "manual" });
  const calls: ServiceCall[] = [];
  const stopped: string[] = [];
  const host: EngineHost = {
    now: () => clock.now(),
    schedule: (delayMs, run) => clock.schedule(delayMs, run),
    setDeadline: (delayMs, run) => clock.unattended.setDeadline(delayMs, run),
    delayEntry: () => 0,
    issueToken: ({ eventId, attempt }) => `token-${eventId}-${attempt}`,
    call(call, tell) {
      calls.push(call);
      services[call.resourceArn]?.(call, tell);
      return () => stopped.push(call.task.step);
    },
  };
  const run = (
    flow: Pick<Flow, "steps"> & Partial<Flow>,
    input: JsonObject = {},
    limits: Pick<ExecutionOptions, "limits" | "choiceLocal"> = {},
  ) => {
    const execution = new Execution({
      flow: { version: "v1", type: "flow", ...flow },
      flowName: "f",
      name: "e",
      input,
      host,
      ...limits,
    });
    execution.start();
    return execution;
  };
  return { clock, calls, stopped, run };
}

/** An execution's history in short: `Type` or `Type step`. */
export function story({ events }: Execution): string[] {
  return events.map(({ type, stepName }) => (stepName === "" ? type : `${type} ${stepName}`));
}

/** The one task an execution waits for. */
export function pendingTask(execution: Execution): PendingTask {
  const task = [...execution.pending].find((pending) => pending.kind === "task");
  if (task === undefined) throw new Error("No task is pending.");
  return task;
}

export const answers =
  (result: unknown): FakeService =>
  (_call, tell) => {
    tell({ kind: "started" });
    tell({ kind: "answered", result: JSON.stringify(result) });
  };

export const fails =
  (error: string, cause = ""): FakeService =>
  (_call, tell) => {
    tell({ kind: "started" });
    tell({ kind: "failed", error, cause });
  };

/** Takes the call; what becomes of the work is left to the test. */
export const accepts: FakeService = (_call, tell) => tell({ kind: "accepted" });
