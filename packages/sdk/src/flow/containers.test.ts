import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defineFunction } from "../contract/index.ts";
import { isFlowDefinitionError } from "../errors/index.ts";
import { printFlow } from "../fdl/index.ts";
import { and, defineFlow, each, eq, ge, gt, le, lt, ne, or, rawRef } from "./index.ts";

const reserve = defineFunction({
  service: "shop",
  name: "reserve",
  input: z.object({ sku: z.string() }),
  output: z.object({ receipt: z.string() }),
  errors: ["OutOfStock"],
});
const audit = defineFunction({
  service: "shop",
  name: "audit",
  input: z.object({ orderId: z.string() }),
  output: z.object({ approved: z.boolean(), score: z.number() }),
});
const Order = z.object({
  id: z.string(),
  sku: z.string(),
  total: z.number(),
  paid: z.boolean(),
  lines: z.array(z.object({ sku: z.string() })),
});
const order = defineFlow("order", { input: Order });

/** The steps of a flow as a person would write them. */
function yamlOf({ tree }: { readonly tree: unknown }): string {
  const text = printFlow(tree as Parameters<typeof printFlow>[0]);
  return text.slice(text.indexOf("steps:"));
}

/** The codes and paths of what the builder refuses. */
function refusals(build: () => unknown): string[] {
  try {
    build();
  } catch (error) {
    if (!isFlowDefinitionError(error)) throw error;
    return error.diagnostics.map(({ code, path }) => `${code} at ${path.join(".")}`);
  }
  return [];
}

/** The builder without its types: what somebody writes who has none, or talks them away. */
interface Loose {
  [method: string]: (...args: unknown[]) => Loose;
}
const loose = order as never as Loose;

describe("a choice", () => {
  test("is the FDL that a person would have written", () => {
    const flow = order
      .task("audit", audit, { input: ({ input }) => ({ orderId: input.id }) })
      .choice("decide", (when) =>
        when
          .if(
            ({ input }) => and(eq(input.audit.approved, true), or(input.paid, gt(input.total, 100))),
            (then) =>
              then
                .task("reserve", reserve, {
                  catch: [{ errors: ["OutOfStock"], goto: "sorry" }],
                  error: ({ local }) => ({ why: local.cause }),
                  end: true,
                })
                .pass("sorry", { output: ({ input }) => ({ why: input.why }) }),
          )
          .else((then) => then.fail("refused", { error: "Refused" })),
      );
    expect(yamlOf(flow)).toMatchInlineSnapshot(`
      "steps:
        - type: task
          name: audit
          resourceArn: acs:fc:::services/shop/functions/audit
          inputMappings:
            - target: orderId
              source: $input.id
          outputMappings:
            - target: audit
              source: $local
        - type: choice
          name: decide
          choices:
            - condition: $.audit.approved == true && ($.paid || $.total > 100)
              steps:
                - type: task
                  name: reserve
                  resourceArn: acs:fc:::services/shop/functions/reserve
                  outputMappings:
                    - target: reserve
                      source: $local
                  errorMappings:
                    - target: why
                      source: $local.cause
                  catch:
                    - errors:
                        - OutOfStock
                      goto: sorry
                  end: true
                - type: pass
                  name: sorry
                  outputMappings:
                    - target: why
                      source: $input.why
          default:
            steps:
              - type: fail
                name: refused
                error: Refused
          outputMappings:
            - target: decide
              source: $local
      "
    `);
  });

  test("that only leads elsewhere keeps nothing", () => {
    const flow = order
      .pass("look", { output: () => ({ state: "new" }) })
      .choice("ready", (when) =>
        when
          .if(
            ({ input }) => ne(input.state, "done"),
            (then) => then.wait("pause", { durationSeconds: 60 }).goto("look"),
          )
          .else((then) => then.goto("found")),
      )
      .fail("lost")
      .succeed("found", { output: ({ input }) => ({ state: input.state }) });
    expect(yamlOf(flow)).toMatchInlineSnapshot(`
      "steps:
        - type: pass
          name: look
          outputMappings:
            - target: state
              source: new
        - type: choice
          name: ready
          choices:
            - condition: $.state != "done"
              steps:
                - type: wait
                  name: pause
                  duration: 60
              goto: look
          default:
            goto: found
        - type: fail
          name: lost
        - type: succeed
          name: found
          outputMappings:
            - target: state
              source: $input.state
      "
    `);
  });

  test("maps what it is given and what it puts out", () => {
    const flow = order.choice(
      "size",
      { input: ({ input, context }) => ({ total: input.total, events: context.step.eventId }), end: true },
      (when) =>
        when
          .if(
            ({ input }) => or(lt(input.total, 10), le(input.events, 4_000), ge(input.total, input.events)),
            (then) => then.pass("small", { output: () => ({ size: "s" }) }),
          )
          .if('$.total in [1, 2] || $.note == "`"', (then) => then)
          .else((then) => then.pass("big", { output: ({ input }) => ({ size: "b", of: input.total }) }))
          .output(({ input, local }) => ({ total: input.total, size: local.size as never })),
    );
    expect(yamlOf(flow)).toMatchInlineSnapshot(`
      "steps:
        - type: choice
          name: size
          inputMappings:
            - target: total
              source: $input.total
            - target: events
              source: $context.step.eventId
          choices:
            - condition: $.total < 10 || $.events <= 4000 || $.total >= $.events
              steps:
                - type: pass
                  name: small
                  outputMappings:
                    - target: size
                      source: s
            - condition: $.total in [1, 2] || $.note == "\`"
          default:
            steps:
              - type: pass
                name: big
                outputMappings:
                  - target: size
                    source: b
                  - target: of
                    source: $input.total
          outputMappings:
            - target: total
              source: $input.total
            - target: size
              source: $local.size
          end: true
      "
    `);
  });

  test("merges, or keeps its result under another name", () => {
    const merged = order.choice("a", { output: "merge" }, (when) =>
      when.if(
        ({ input }) => input.paid,
        (then) => then.pass("b", { output: () => ({ x: 1 }) }),
      ),
    );
    const renamed = order.choice("a-b", { as: "ab" }, (when) =>
      when.if(
        ({ input }) => input.paid,
        (then) => then.pass("b", { output: () => ({ x: 1 }) }),
      ),
    );
    expect(merged.tree.steps[0]).not.toHaveProperty("outputMappings");
    expect(renamed.tree.steps[0]?.outputMappings).toEqual([{ target: "ab", source: "$local" }]);
  });

  test("texts in conditions are quoted so that they are read back", () => {
    const condition = (text: string) => {
      const { tree } = order.choice("a", (when) =>
        when.if(
          ({ input }) => eq(input.sku, text),
          (then) => then,
        ),
      );
      const [step] = tree.steps;
      return step?.type === "choice" ? step.choices[0]?.condition : undefined;
    };
    expect([condition("tea"), condition('say "tea"'), condition("`tea`")]).toEqual([
      '$.sku == "tea"',
      '$.sku == `say "tea"`',
      '$.sku == "`tea`"',
    ]);
  });
});

describe("parallel branches", () => {
  test("are the FDL that a person would have written", () => {
    const flow = order
      .parallel("both", (all) =>
        all
          .branch((stock) => stock.task("reserve", reserve))
          .branch((money) => money.task("audit", audit, { input: ({ input }) => ({ orderId: input.id }) })),
      )
      .output(({ local }) => ({ receipt: local.both[0].reserve.receipt, score: local.both[1].audit.score }));
    expect(yamlOf(flow)).toMatchInlineSnapshot(`
      "steps:
        - type: parallel
          name: both
          branches:
            - steps:
                - type: task
                  name: reserve
                  resourceArn: acs:fc:::services/shop/functions/reserve
                  outputMappings:
                    - target: reserve
                      source: $local
            - steps:
                - type: task
                  name: audit
                  resourceArn: acs:fc:::services/shop/functions/audit
                  inputMappings:
                    - target: orderId
                      source: $input.id
                  outputMappings:
                    - target: audit
                      source: $local
          outputMappings:
            - target: both
              source: $local
      outputMappings:
        - target: receipt
          source: $local.both[0].reserve.receipt
        - target: score
          source: $local.both[1].audit.score
      "
    `);
  });

  test("are mapped, renamed or dropped", () => {
    const pair = (all: Loose) => all.branch?.((one: Loose) => one.pass?.("one"));
    const step = (flow: { readonly tree: unknown }) => yamlOf(flow);
    expect(
      step(
        order.parallel("both", { input: ({ input }) => ({ id: input.id }), end: true }, (all) =>
          all
            .branch((one) => one.pass("one", { output: ({ input }) => ({ x: input.id }) }))
            .output(({ input, local }) => ({ all: each(local).x, id: input.id })),
        ),
      ),
    ).toMatchInlineSnapshot(`
      "steps:
        - type: parallel
          name: both
          inputMappings:
            - target: id
              source: $input.id
          branches:
            - steps:
                - type: pass
                  name: one
                  outputMappings:
                    - target: x
                      source: $input.id
          outputMappings:
            - target: all
              source: $local[*].x
            - target: id
              source: $input.id
          end: true
      "
    `);
    expect(step(loose.parallel?.("both", { output: "none" }, pair) as never)).not.toContain("outputMappings");
    expect(step(loose.parallel?.("both", { as: "pair" }, pair) as never)).toContain("target: pair");
  });

  test("a hundred are the most", () => {
    const branches = (count: number) =>
      order.parallel("many", (all) => {
        let grown: Loose = all as never;
        for (let at = 0; at < count; at++)
          grown = grown.branch?.((one: Loose) => one.pass?.(`b${at}`)) as Loose;
        return grown as never;
      });
    expect(refusals(() => branches(100))).toEqual([]);
    expect(refusals(() => branches(101))).toEqual(["branches-number at steps.0"]);
  });
});

describe("foreach", () => {
  test("is the FDL that a person would have written", () => {
    const flow = order
      .foreach(
        "shipping",
        { collection: ({ input }) => input.lines, item: "line", index: "at" },
        (line) =>
          line
            .task("reserve", reserve, { input: ({ input }) => ({ sku: input.line.sku }) })
            .pass("place", { output: ({ input }) => ({ at: input.at }) }),
        { output: ({ local }) => ({ receipts: each(local).reserve.receipt }) },
      )
      .output(({ local }) => ({ receipts: local.receipts }));
    expect(yamlOf(flow)).toMatchInlineSnapshot(`
      "steps:
        - type: foreach
          name: shipping
          iterationMapping:
            collection: $.lines
            item: line
            index: at
          steps:
            - type: task
              name: reserve
              resourceArn: acs:fc:::services/shop/functions/reserve
              inputMappings:
                - target: sku
                  source: $input.line.sku
              outputMappings:
                - target: reserve
                  source: $local
            - type: pass
              name: place
              outputMappings:
                - target: at
                  source: $input.at
          outputMappings:
            - target: receipts
              source: $local[*].reserve.receipt
      outputMappings:
        - target: receipts
          source: $local.receipts
      "
    `);
  });

  test("goes over what was mapped into its input, in loops inside loops", () => {
    const flow = order
      .pass("plan", { output: ({ input }) => ({ parts: input.lines }) })
      .foreach(
        "outer",
        {
          input: ({ local }) => ({ parts: local.parts }),
          collection: ({ input }) => input.parts,
          item: "part",
        },
        (part) =>
          part.foreach(
            "inner",
            { collection: ({ input }) => input.parts, item: "other", output: "none" },
            (other) => other.pass("seen"),
          ),
      )
      .output(({ local }) => ({ all: each(each(local.outer)) }) as never);
    expect(yamlOf(flow)).toMatchInlineSnapshot(`
      "steps:
        - type: pass
          name: plan
          outputMappings:
            - target: parts
              source: $input.lines
        - type: foreach
          name: outer
          inputMappings:
            - target: parts
              source: $local.parts
          iterationMapping:
            collection: $.parts
            item: part
          steps:
            - type: foreach
              name: inner
              iterationMapping:
                collection: $.parts
                item: other
              steps:
                - type: pass
                  name: seen
          outputMappings:
            - target: outer
              source: $local
      outputMappings:
        - target: all
          source: $local.outer[*][*]
      "
    `);
  });
});

test("steps inside steps inside steps see what is theirs", () => {
  const flow = order.parallel("all", (all) =>
    all.branch((branch) =>
      branch.foreach("lines", { collection: ({ input }) => input.lines, item: "line" }, (line) =>
        line.choice("tea", (when) =>
          when.if(
            ({ input }) => eq(input.line.sku, "tea"),
            (then) => then.task("reserve", reserve, { input: ({ input }) => ({ sku: input.line.sku }) }),
          ),
        ),
      ),
    ),
  );
  expect(yamlOf(flow)).toMatchInlineSnapshot(`
    "steps:
      - type: parallel
        name: all
        branches:
          - steps:
              - type: foreach
                name: lines
                iterationMapping:
                  collection: $.lines
                  item: line
                steps:
                  - type: choice
                    name: tea
                    choices:
                      - condition: $.line.sku == "tea"
                        steps:
                          - type: task
                            name: reserve
                            resourceArn: acs:fc:::services/shop/functions/reserve
                            inputMappings:
                              - target: sku
                                source: $input.line.sku
                            outputMappings:
                              - target: reserve
                                source: $local
                    outputMappings:
                      - target: tea
                        source: $local
                outputMappings:
                  - target: lines
                    source: $local
        outputMappings:
          - target: all
            source: $local
    "
  `);
});

test("two flows may grow from one beginning, inside a step too", () => {
  const grown: unknown[] = [];
  const flow = order.parallel("both", (all) =>
    all.branch((branch) => {
      const start = branch.pass("start");
      grown.push(start.pass("left"));
      return start.pass("right");
    }),
  );
  const right = flow.pass("left");
  const other = flow.pass("end");
  expect([right.tree.steps.length, other.tree.steps.length, flow.tree.steps.length]).toEqual([2, 2, 1]);
  expect(yamlOf(right)).not.toContain("end");
});

test("a long flow is built as quickly as it is long", () => {
  let grown: Loose = loose;
  for (let at = 0; at < 20_000; at++) grown = grown.pass?.(`step${at}`) as Loose;
  const { tree } = grown as never as { tree: { steps: readonly { name: string }[] } };
  expect([tree.steps.length, tree.steps[0]?.name, tree.steps.at(-1)?.name]).toEqual([
    20_000,
    "step0",
    "step19999",
  ]);
});

test("the tree of steps inside steps is frozen through and through", () => {
  const frozen = (value: unknown): boolean =>
    typeof value !== "object" ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(frozen));
  const { tree } = order
    .choice("a", (when) =>
      when
        .if(
          ({ input }) => input.paid,
          (then) => then.pass("b", { output: () => ({ list: [{ x: 1 }] }) }).goto("c"),
        )
        .else((then) => then.parallel("d", (all) => all.branch((one) => one.pass("e")))),
    )
    .foreach("c", { collection: ({ input }) => input.lines, item: "line" }, (line) => line.pass("f"));
  expect(frozen(tree)).toBe(true);
});

describe("what FDL cannot say is refused, with the place", () => {
  type Any = { readonly [key: string]: Any };
  type Given = { input: Any; local: Any };
  const choice = (condition: unknown, way: unknown = (then: Loose) => then) =>
    loose.choice?.("a", (when: Loose) => when.if?.(condition, way));
  const foreach = (options: object) => loose.foreach?.("a", options, (one: Loose) => one.pass?.("b"));
  const lines = ({ input }: Given) => input.lines;

  test.each<[string, () => unknown, string]>([
    [
      "a reference to the flow in a condition",
      () => choice(() => eq(rawRef("$input.id") as never, 1)),
      "condition-reference at steps.0.choices.0.condition",
    ],
    [
      "a text that no condition can hold",
      () => choice(({ input }: Given) => eq(input.id as never, '`"')),
      "condition-constant at steps.0.choices.0.condition",
    ],
    [
      "a number that is none",
      () => choice(({ input }: Given) => eq(input.id as never, Number.NaN as never)),
      "condition-constant at steps.0.choices.0.condition",
    ],
    [
      "a list in a condition",
      () => choice(({ input }: Given) => eq(input.id as never, [1] as never)),
      "condition-constant at steps.0.choices.0.condition",
    ],
    ["a condition that is none", () => choice(() => true), "condition-form at steps.0.choices.0.condition"],
    [
      "a raw condition that cannot be read",
      () => choice("$.a =="),
      "condition-malformed at steps.0.choices.0.condition",
    ],
    ["a choice without ways", () => loose.choice?.("a", (when: Loose) => when), "choice-empty at steps.0"],
    [
      "a choice that is not returned",
      () => loose.choice?.("a", () => undefined),
      "builder-foreign at steps.0",
    ],
    [
      "a way that is not returned",
      () => choice("$.a", () => undefined),
      "builder-foreign at steps.0.choices.0.steps",
    ],
    [
      "steps of another series",
      () => choice("$.a", () => order),
      "builder-foreign at steps.0.choices.0.steps",
    ],
    [
      "branches that are not returned",
      () => loose.parallel?.("a", () => undefined),
      "builder-foreign at steps.0",
    ],
    [
      "a parallel step without branches",
      () => loose.parallel?.("a", (all: Loose) => all),
      "branches-number at steps.0",
    ],
    [
      "a collection of the flow",
      () => foreach({ collection: () => rawRef("$local.lines"), item: "line" }),
      "collection-form at steps.0.iterationMapping",
    ],
    [
      "a collection that is no reference",
      () => foreach({ collection: () => [], item: "line" }),
      "collection-form at steps.0.iterationMapping",
    ],
    [
      "an item FDL cannot refer to",
      () => foreach({ collection: lines, item: "a-line" }),
      "iteration-key at steps.0.iterationMapping",
    ],
    [
      "an item and an index of one name",
      () => foreach({ collection: lines, item: "x", index: "x" }),
      "iteration-key at steps.0.iterationMapping",
    ],
    [
      "a name that is taken inside another step",
      () => choice("$.a", (then: Loose) => then.pass?.("b"))?.pass?.("b"),
      "step-name-duplicate at steps.1",
    ],
    [
      "a name inside that is taken by what is around",
      () => choice("$.a", (then: Loose) => then.pass?.("a")),
      "step-name-duplicate at steps.0.choices.0.steps.0",
    ],
    [
      "a jump out of a way to the flow's steps",
      () =>
        choice("$.a", (then: Loose) =>
          then.task?.("b", reserve, { catch: [{ errors: ["FnF.ALL"], goto: "a" }] }),
        )?.tree,
      "goto-unknown at steps.0.choices.0.steps.0.catch.0.goto",
    ],
    [
      "a way that goes on nowhere",
      () => choice("$.a", (then: Loose) => then.goto?.("x"))?.tree,
      "goto-unknown at steps.0.choices.0.goto",
    ],
    [
      "a nested reference inside a way",
      () =>
        choice("$.a", (then: Loose) =>
          then.pass?.("b", { output: ({ input }: Given) => ({ x: [input.a] }) }),
        ),
      "reference-nested at steps.0.choices.0.steps.0",
    ],
    [
      "a mapping of the choice's result that is none",
      () =>
        loose.choice?.("a", (when: Loose) =>
          when.if?.("$.a", (then: Loose) => then).output?.(({ local }: Given) => local),
        ),
      "mapping-form at steps.0.outputMappings",
    ],
    [
      "a result that nobody waited for, read inside a way",
      () =>
        loose.task?.("queued", reserve, { invocation: "Async" })?.choice?.("a", (when: Loose) =>
          when.if?.(
            ({ input }: Given) => input.queued?.receipt,
            (then: Loose) => then,
          ),
        ),
      "result-missing at steps.1.choices.0.condition",
    ],
  ])("%s", (_, build, refusal) => {
    expect(refusals(build)).toEqual([refusal]);
  });
});
