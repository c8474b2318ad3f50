import * as fc from "fast-check";
import { expect, it } from "vitest";
import { anySteps } from "../../test/model/any-flow.ts";
import { runOnEngine, startOnEngine } from "../../test/model/run-engine.ts";

it("keeps its promises for any flow", () =>
  fc.assert(
    fc.asyncProperty(anySteps, async (steps) => {
      const { execution } = await runOnEngine({ steps });
      const { events } = execution;

      expect(execution.status).not.toBe("Running");
      expect(execution.pending.size).toBe(0);
      expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
      expect(events.every(({ id, scheduleId }) => scheduleId < id)).toBe(true);
      expect(events.filter(({ type }) => type.startsWith("Execution")).map(({ id }) => id)).toEqual([
        1,
        events.length,
      ]);
      const count = (type: string) => events.filter((event) => event.type === type).length;
      for (const what of ["Step", "Branch", "Iteration"]) {
        expect(count(`${what}Exited`)).toBe(count(`${what}Entered`));
      }
      let inside = 0;
      for (const { type } of events) {
        if (type.endsWith("Entered")) inside++;
        if (type.endsWith("Exited")) inside--;
        expect(inside).toBeGreaterThanOrEqual(0);
      }
      const entered = new Set(events.filter(({ type }) => type === "StepEntered").map(({ id }) => id));
      const causes = new Map(events.map(({ id, scheduleId }) => [id, scheduleId]));
      for (const { type, id } of events.filter(({ type }) => type === "StepStarted")) {
        expect([type, entered.has(causes.get(id) ?? 0)]).toEqual(["StepStarted", true]);
      }
      expect(events.every(({ time }, index) => time >= (events[index - 1]?.time ?? 0))).toBe(true);
      // A step that is stopped ends neither well nor badly.
      expect(count("StepSucceeded") + count("StepFailed")).toBeLessThanOrEqual(count("StepEntered"));
      if (execution.status === "Succeeded") {
        expect(count("StepSucceeded") + count("StepFailed")).toBe(count("StepEntered"));
      }
    }),
  ));

it("does the same thing twice, byte for byte, for any flow", () =>
  fc.assert(
    fc.asyncProperty(anySteps, async (steps) => {
      const history = async () => JSON.stringify((await runOnEngine({ steps })).execution.events);

      expect(await history()).toBe(await history());
    }),
  ));

it("can be stopped at any time; nothing is left and nothing follows", () =>
  fc.assert(
    fc.asyncProperty(anySteps, fc.nat(300), async (steps, seconds) => {
      const { execution, clock } = startOnEngine({ steps });
      await clock.advance(seconds * 1_000);
      if (execution.status !== "Running") return;

      execution.stop("Cancelled", "");
      const events = execution.events.length;
      await clock.advance("30d");

      expect([execution.status, execution.pending.size, execution.events.length]).toEqual([
        "Stopped",
        0,
        events,
      ]);
    }),
  ));
