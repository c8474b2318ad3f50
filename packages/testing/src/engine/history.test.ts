import type { Step, Way } from "@fnfkit/sdk/fdl";
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

// Names and jumps are given when the whole tree is there: see `named`.
const name = fc.constant("");
const goto = fc.constant("");

const atom: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant("pass" as const), name, end: fc.boolean() }),
  fc.record({ type: fc.constant("wait" as const), name, duration: fc.integer({ min: -1, max: 172_801 }) }),
  fc.record({ type: fc.constant("succeed" as const), name }),
  fc.record({ type: fc.constant("fail" as const), name, error: fc.constant("Refused") }),
  fc.record({
    type: fc.constant("task" as const),
    name,
    resourceArn: fc.constantFrom("answers", "array", "fails", "accepts"),
    pattern: fc.constantFrom("requestResponse", "sync", "waitForCallback"),
    timeoutSeconds: fc.integer({ min: 1, max: 100 }),
    retry: fc.array(fc.record({ errors, maxAttempts: fc.nat(2) }), { maxLength: 2 }),
    catch: fc.array(fc.record({ errors, goto }), { maxLength: 2 }),
  }),
);

const condition = fc.constantFrom("true", "false", "$.a == 0", "$.a == 1 || $.none", "$.a >", "$.item > 0");
const collection = fc.constantFrom("$.list", "$.list", "$.none");

const { series } = fc.letrec<{ step: Step; series: readonly Step[] }>((tie) => {
  const steps = tie("series");
  const way = { steps, goto };
  return {
    series: fc.array(tie("step"), { maxLength: 4, depthIdentifier: "steps" }),
    step: fc
      .oneof(
        { depthIdentifier: "steps", depthSize: "small", withCrossShrink: true },
        atom,
        fc.record(
          {
            type: fc.constant("choice" as const),
            name,
            choices: fc.array(fc.record({ condition, ...way }, { requiredKeys: ["condition"] }), {
              maxLength: 3,
            }),
            default: fc.record(way, { requiredKeys: [] }),
          },
          { requiredKeys: ["type", "name", "choices"] },
        ),
        fc.record({
          type: fc.constant("parallel" as const),
          name,
          branches: fc.array(fc.record({ steps }), { maxLength: 3 }),
        }),
        fc.record({
          type: fc.constant("foreach" as const),
          name,
          iterationMapping: fc.record({ collection, item: fc.constant("item") }),
          steps,
        }),
      )
      .chain((bare) => mappings.map((given): Step => ({ ...bare, ...given }))),
  };
});

/** Names every step of a tree, and leads every jump to the last step of its series: forward, so that all comes to an end. */
function named(steps: readonly Step[], prefix = "s"): readonly Step[] {
  const goto = `${prefix}${steps.length - 1}`;
  return steps.map((bare, index): Step => {
    const name = `${prefix}${index}`;
    const step = { ...bare, name };
    const inside = (part: readonly Step[], place: number | string) => named(part, `${name}_${place}_`);
    const wayOf = (way: Way, place: number | string): Way => ({
      ...(way.steps !== undefined && { steps: inside(way.steps, place) }),
      ...(way.goto !== undefined && name !== goto && { goto }),
    });
    switch (step.type) {
      case "task":
        return {
          ...step,
          catch: name === goto ? [] : (step.catch ?? []).map(({ errors }) => ({ errors, goto })),
        };
      case "choice": {
        const { default: otherwise, ...rest } = step;
        return {
          ...rest,
          choices: step.choices.map((way, place) => ({ condition: way.condition, ...wayOf(way, place) })),
          ...(otherwise !== undefined && { default: wayOf(otherwise, "default") }),
        };
      }
      case "parallel":
        return {
          ...step,
          branches: step.branches.map(({ steps }, place) => ({ steps: inside(steps, place) })),
        };
      case "foreach":
        return { ...step, steps: inside(step.steps, "item") };
      default:
        return step;
    }
  });
}

const steps = series.map((series) => named(series));

async function runToTheEnd(steps: readonly Step[]) {
  const { run, clock } = fakeHost({
    answers: answers({ a: 1 }),
    array: answers([]),
    fails: fails("Broken"),
    accepts,
  });
  const execution = run({ steps }, { a: 0, list: [1, 2, 3] });
  await clock.advance("30d");
  return execution;
}

it("keeps its promises for any flow", () =>
  fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const execution = await runToTheEnd(steps);
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
      // A step that is stopped ends neither well nor badly.
      expect(count("StepSucceeded") + count("StepFailed")).toBeLessThanOrEqual(count("StepEntered"));
      if (execution.status === "Succeeded") {
        expect(count("StepSucceeded") + count("StepFailed")).toBe(count("StepEntered"));
      }
    }),
  ));

it("does the same thing twice, byte for byte, for any flow", () =>
  fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const history = async () => JSON.stringify((await runToTheEnd(steps)).events);

      expect(await history()).toBe(await history());
    }),
  ));

it("can be stopped at any time; nothing is left and nothing follows", () =>
  fc.assert(
    fc.asyncProperty(steps, fc.nat(300), async (steps, seconds) => {
      const { run, clock } = fakeHost({ answers: answers({ a: 1 }), fails: fails("Broken"), accepts });
      const execution = run({ steps }, { a: 0, list: [1, 2, 3] });
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
