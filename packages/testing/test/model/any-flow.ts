import type { Json } from "@fnfkit/sdk/contract";
import type { Flow, Pattern, Step, Way } from "@fnfkit/sdk/fdl";
import * as fc from "fast-check";
import { conditions } from "./conditions.ts";
import { services } from "./services.ts";

type Weighted<Value> = readonly (readonly [weight: number, value: Value])[];

// What makes a flow fail at once is rare: what lies behind it would never be seen.
function oftenest<Value>(...choices: Weighted<Value>): fc.Arbitrary<Value> {
  return fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
}

function mappingsFrom(
  source: fc.Arbitrary<Json>,
): fc.Arbitrary<Pick<Flow, "inputMappings" | "outputMappings">> {
  const mapping = fc.record({ target: fc.constantFrom("a", "b", "list"), source });
  const some = fc.array(mapping, { maxLength: 3 });
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant({}) },
    { weight: 2, arbitrary: fc.record({ outputMappings: some }) },
    { weight: 1, arbitrary: fc.record({ inputMappings: some }) },
    { weight: 1, arbitrary: fc.record({ inputMappings: some, outputMappings: some }) },
  );
}

const mappings = mappingsFrom(
  oftenest<Json>(
    ...([
      [8, "$input"],
      [8, "$local"],
      [1, "$input.a"],
      [1, "$local.a"],
      [1, "$local.why"],
    ] as const),
    ...([
      [4, "$context.execution.name"],
      [8, 1],
      [4, "x"],
      [8, [2, 1]],
    ] as const),
  ),
);
const flowMappings = mappingsFrom(oftenest<Json>([3, "$input"], [3, "$input.list"], [3, 0]));
const errors = fc.constantFrom(["FnF.ALL"], ["Broken"], ["FnF.TaskTimeout"], ["Other"]);

// Names and jumps are given when the whole tree is there: see `named`.
const name = fc.constant("");
const goto = fc.constant("");

const duration = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 9 }) },
  { weight: 3, arbitrary: fc.integer({ min: -1, max: 172_800 }) },
  { weight: 1, arbitrary: fc.constantFrom(172_800, 172_801) },
);

const task = fc.record({
  type: fc.constant("task" as const),
  name,
  resourceArn: fc.constantFrom(...Object.keys(services)),
  pattern: oftenest<Pattern>([4, "requestResponse"], [2, "sync"], [1, "waitForCallback"]),
  timeoutSeconds: fc.integer({ min: 1, max: 100 }),
  retry: fc.array(fc.record({ errors, maxAttempts: fc.nat(2) }), { maxLength: 2 }),
  catch: fc.array(fc.record({ errors, goto }), { maxLength: 2 }),
  errorMappings: fc.constantFrom([], [{ target: "why", source: "$local.error" }]),
});

const atom: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant("pass" as const), name }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("pass" as const), name, end: fc.constant(true) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("wait" as const), name, duration }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("succeed" as const), name }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("fail" as const), name, error: fc.constant("Refused") }),
  },
  { weight: 8, arbitrary: task },
);

const unreadable = "$.a >";
const readable = Object.keys(conditions).filter((text) => text !== unreadable);
const condition = oftenest(...readable.map((text) => [4, text] as const), [1, unreadable]);
const collection = oftenest([9, "$.list"], [1, "$.none"]);

const backward = "back";

/** A task that counts, and a choice that leads back to it until it has counted to three. */
const loop: readonly Step[] = [
  { type: "task", name: "", resourceArn: "counts" },
  { type: "choice", name: "", choices: [{ condition: "$.n < 3", goto: backward }] },
];

const { series } = fc.letrec<{ step: Step; series: readonly Step[] }>((tie) => {
  const steps = tie("series");
  const way = { steps, goto };
  const mapped = fc
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
    .chain((bare) => mappings.map((given): Step => ({ ...bare, ...given })));
  const part = fc.oneof(
    { arbitrary: tie("step").map((step) => [step]), weight: 9 },
    { arbitrary: fc.constant(loop), weight: 1 },
  );
  return {
    step: mapped,
    series: fc.array(part, { maxLength: 5, depthIdentifier: "steps" }).map((parts) => parts.flat()),
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
      ...(way.goto === backward
        ? { goto: `${prefix}${index - 1}` }
        : way.goto !== undefined && name !== goto && { goto }),
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

/** Steps of every type, nested, with failures, retries, jumps and loops. */
export const anySteps: fc.Arbitrary<readonly Step[]> = series.map((series) => named(series));

/** A flow of them, with mappings and perhaps a time-out of its own. */
export const anyFlow: fc.Arbitrary<Flow> = fc
  .tuple(anySteps, flowMappings, fc.option(fc.integer({ min: 1, max: 400_000 }), { nil: undefined, freq: 4 }))
  .map(([steps, mappings, timeoutSeconds]) => ({
    ...{ version: "v1", type: "flow", steps, ...mappings },
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
  }));

/** What every such flow is started with. */
export const input = { a: 0, list: [1, 2, 3] };
