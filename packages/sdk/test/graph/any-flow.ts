import * as fc from "fast-check";
import type { Flow, Step } from "../../src/fdl/tree/index.ts";

const names = fc.oneof(
  fc.constantFrom("a", "b", "c", "end", "subgraph", "__proto__", "", "style x:#1;", "%%{init}%%", "$$x$$"),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(...'"#;<>&`[](){}|-=.:%\\\n\r\t\uD800ﬂ°¶ß_*~ 1'.split("")),
    maxLength: 20,
  }),
);
const arns = fc.oneof(
  fc.constantFrom(
    "acs:fc:::services/shop/functions/audit",
    "acs:fnf:::flow/billing",
    "acs:mns:::/queues/q/messages",
  ),
  names,
);
const errors = fc.array(names, { minLength: 1, maxLength: 2 });
const end = fc.option(fc.boolean(), { nil: undefined });

const { series } = fc.letrec<{ series: readonly Step[]; step: Step }>((tie) => {
  const way = fc.record({ steps: tie("series"), goto: names }, { requiredKeys: [] });
  const step = fc.oneof(
    { maxDepth: 4 },
    fc.oneof(
      fc.record({ type: fc.constant("pass"), name: names, end }),
      fc.record({ type: fc.constant("wait"), name: names, duration: fc.oneof(fc.integer(), names) }),
      fc.record({ type: fc.constant("succeed"), name: names }),
      fc.record({ type: fc.constant("fail"), name: names, error: names }),
      fc.record({
        type: fc.constant("task"),
        name: names,
        resourceArn: arns,
        pattern: fc.constantFrom("requestResponse", "sync", "waitForCallback"),
        timeoutSeconds: fc.nat(),
        catch: fc.array(fc.record({ errors, goto: names }), { maxLength: 2 }),
        end,
      }),
    ),
    fc.record({
      type: fc.constant("choice"),
      name: names,
      choices: fc.array(
        fc.tuple(way, names).map(([rest, condition]) => ({ ...rest, condition })),
        { maxLength: 3 },
      ),
      default: fc.option(way, { nil: undefined }),
      end,
    }),
    fc.record({
      type: fc.constant("parallel"),
      name: names,
      branches: fc.array(fc.record({ steps: tie("series") }), { maxLength: 3 }),
      end,
    }),
    fc.record({
      type: fc.constant("foreach"),
      name: names,
      iterationMapping: fc.record(
        { collection: names, item: names, index: names },
        { requiredKeys: ["collection", "item"] },
      ),
      steps: tie("series"),
      end,
    }),
  );
  return { step: step as fc.Arbitrary<Step>, series: fc.array(tie("step"), { maxLength: 4 }) };
});

/** Flows of every shape, with names and texts that are likely to get in the way. */
export const anyFlow = series.map((steps): Flow => ({ version: "v1", type: "flow", steps }));

/** Events in any order, of steps that may be there. */
export const anyHistory = fc.array(
  fc.record({
    type: fc.constantFrom(
      "ExecutionStarted",
      "StepEntered",
      "StepStarted",
      "TaskScheduled",
      "TaskSubmitted",
      "TaskFailed",
      "StepSucceeded",
      "StepFailed",
      "StepExited",
      "BranchEntered",
      "ExecutionFailed",
      "SomethingNew",
    ),
    step: fc.option(names, { nil: undefined }),
  }),
  { maxLength: 20 },
);
