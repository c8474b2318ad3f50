import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { defineFunction } from "../../src/contract/index.ts";
import { defineFlow, eq, type FlowDefinition } from "../../src/flow/index.ts";

const f = defineFunction({
  name: "f",
  input: z.object({ id: z.string() }),
  output: z.object({ ok: z.boolean(), s: z.string().optional() }),
  jobId: "job",
});
const flow = defineFlow("flow", { input: z.object({ id: z.string(), go: z.boolean() }) });
type ResultOf<F> = F extends FlowDefinition<never, infer Output> ? Output : never;

describe("what is mapped takes the place of the default input", () => {
  test("a job id by reference needs an input beside it", () => {
    flow.task("alone", f, {
      invocation: "Async",
      // @ts-expect-error add { input: … }
      jobId: ({ context }) => context.execution.name,
    });
    flow.task("beside", f, {
      invocation: "Async",
      jobId: ({ context }) => context.execution.name,
      input: ({ input }) => ({ id: input.id }),
    });
    flow.task("constant", f, { invocation: "Async", jobId: "job-1" });
  });

  test("so does the name of an execution by reference", () => {
    flow.subFlow("alone", flow, {
      // @ts-expect-error add { input: … }
      executionName: ({ context }) => context.execution.name,
    });
    flow.subFlow("beside", flow, {
      executionName: ({ context }) => context.execution.name,
      input: ({ input }) => ({ id: input.id, go: input.go }),
    });
    flow.subFlow("constant", flow, { executionName: "only-once" });
  });
});

describe("ways that go on elsewhere", () => {
  test("are mapped by the choice's output like the others", () => {
    flow
      .choice("pick", (when) =>
        when
          .if(
            ({ input }) => eq(input.go, true),
            (then) => then.pass("one", { output: () => ({ both: 1 }) }).goto("later"),
          )
          .else((then) => then.pass("two", { output: () => ({ both: 2, stayed: "s" }) }))
          // @ts-expect-error the way that goes on elsewhere does not set it
          .output(({ local }) => ({ both: local.both, stayed: local.stayed })),
      )
      .pass("later");
  });

  test("bring to one step what each of them put out", () => {
    const joined = defineFlow("joined", {
      input: z.object({ id: z.string(), any: z.union([z.string(), z.number()]) }),
    })
      .choice("pick", { output: "merge" }, (when) =>
        when
          .if("$.a", (then) => then.goto("later"))
          .if("$.b", (then) => then.pass("wide", { output: ({ input }) => ({ x: input.any }) }).goto("later"))
          .else((then) => then.pass("narrow", { output: ({ input }) => ({ x: input.id }) }).goto("later")),
      )
      .pass("later");
    expectTypeOf<ResultOf<typeof joined>["x"]>().toEqualTypeOf<string | number | undefined>();
  });
});

test("a flow's own mappings are made in no step", () => {
  defineFlow("mapped", {
    input: z.object({ id: z.string() }),
    // @ts-expect-error there is no step
    map: ({ context }) => ({ event: context.step.eventId }),
  });
  // @ts-expect-error there is no step
  flow.task("a", f).output(({ context }) => ({ event: context.step.eventId }));
  flow.task("a", f).output(({ context }) => ({ by: context.execution.name }));
  flow.pass("a", { output: ({ context }) => ({ event: context.step.eventId }) });
});

describe("what a function wants", () => {
  const either = defineFunction({
    name: "either",
    input: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("card"), number: z.string() }),
      z.object({ kind: z.literal("cash"), amount: z.number() }),
    ]),
    output: z.object({ ok: z.boolean() }),
  });

  test("may be one of several", () => {
    flow.task("card", either, { input: ({ input }) => ({ kind: "card", number: input.id }) });
    flow.task("cash", either, { input: () => ({ kind: "cash", amount: 1 }) });
    // @ts-expect-error neither of them has it
    flow.task("odd", either, { input: () => ({ kind: "cash", amount: 1, odd: 1 }) });
  });

  test("may be nothing", () => {
    const nothing = defineFunction({
      name: "nothing",
      input: z.object({}),
      output: z.object({ ok: z.boolean() }),
    });
    flow.task("as-it-is", nothing).task("with-options", nothing, { timeoutSeconds: 1 });
    flow.task("said", nothing, { input: () => ({}) });
  });

  test("may be given as a constant that nobody can change", () => {
    const tags = ["q"] as const;
    const tagged = defineFunction({
      name: "tagged",
      input: z.object({ tags: z.array(z.string()), flag: z.boolean() }),
      output: z.object({ ok: z.boolean() }),
    });
    flow.task("tag", tagged, { input: ({ input }) => ({ tags, flag: input.go }) });
    // @ts-expect-error texts are wanted
    flow.task("numbers", tagged, { input: () => ({ tags: [1] as const, flag: true }) });
    flow
      .pass("keep", { output: () => ({ tags }) })
      .task("tag", tagged, { input: ({ local }) => ({ tags: local.tags, flag: true }) });
  });
});

test("what only a later step jumps to still sees the flow's input", () => {
  flow
    .succeed("done")
    .pass("later", { input: ({ input }) => ({ id: input.id }), output: ({ input }) => ({ id: input.id }) })
    .pass("latest", { output: ({ input }) => ({ go: input.go }) })
    .choice("again", (when) =>
      when.if(
        ({ input }) => eq(input.go, true),
        (then) => then.goto("later"),
      ),
    );
  flow.fail("failed").choice("only", (when) =>
    when.if(
      ({ input }) => eq(input.id, "x"),
      (then) => then,
    ),
  );
});
