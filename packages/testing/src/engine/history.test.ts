import type { Step } from "@fnfkit/sdk/fdl";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { accepts, answers, fails, fakeHost } from "../../test/support/fake-host.ts";

const mapping = fc.record({
  target: fc.constantFrom("a", "b"),
  source: fc.constantFrom("$input", "$local", "$input.a", "$context.execution.name", 1),
});
const mappings = fc.record(
  {
    inputMappings: fc.array(mapping, { maxLength: 2 }),
    outputMappings: fc.array(mapping, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const errors = fc.constantFrom(["FnF.ALL"], ["Broken"], ["FnF.TaskTimeout"], ["Other"]);

const step = (index: number, last: number): fc.Arbitrary<Step> => {
  const name = fc.constant(`s${index}`);
  // Only forward, so that every flow comes to an end.
  const goto = fc.integer({ min: Math.min(index + 1, last), max: last }).map((target) => `s${target}`);
  const catches = fc.array(fc.record({ errors, goto }), { maxLength: index < last ? 2 : 0 });
  return fc
    .oneof(
      fc.record({ type: fc.constant("pass" as const), name, end: fc.boolean() }),
      fc.record({
        type: fc.constant("wait" as const),
        name,
        duration: fc.integer({ min: -1, max: 172_801 }),
      }),
      fc.record({ type: fc.constant("succeed" as const), name }),
      fc.record({ type: fc.constant("fail" as const), name, error: fc.constant("Refused") }),
      fc.record({
        type: fc.constant("task" as const),
        name,
        resourceArn: fc.constantFrom("answers", "array", "fails", "accepts"),
        pattern: fc.constantFrom("requestResponse", "sync", "waitForCallback"),
        timeoutSeconds: fc.integer({ min: 1, max: 100 }),
        retry: fc.array(fc.record({ errors, maxAttempts: fc.nat(2) }), { maxLength: 2 }),
        catch: catches,
      }),
    )
    .chain((bare) => mappings.map((given) => ({ ...bare, ...given }) as Step));
};

const steps = fc
  .integer({ min: 0, max: 5 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => step(index, count - 1))));

it("keeps its promises for any flow", () =>
  fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const { run, clock } = fakeHost({
        answers: answers({ a: 1 }),
        array: answers([]),
        fails: fails("Broken"),
        accepts,
      });

      const execution = run({ steps }, { a: 0 });
      await clock.advance("30d");
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
      expect(count("StepExited")).toBe(count("StepEntered"));
      expect(count("StepSucceeded") + count("StepFailed")).toBe(count("StepEntered"));
    }),
  ));
