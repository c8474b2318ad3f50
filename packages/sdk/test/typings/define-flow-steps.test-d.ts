import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { defineFunction, type Json } from "../../src/contract/index.ts";
import {
  and,
  defineFlow,
  each,
  eq,
  type FlowDefinition,
  ge,
  gt,
  lt,
  ne,
  or,
  queue,
  type Ref,
  rawRef,
  topic,
} from "../../src/flow/index.ts";

const reserve = defineFunction({
  service: "shop",
  name: "reserve",
  input: z.object({ sku: z.string() }),
  output: z.object({ receipt: z.string(), status: z.enum(["done", "failed"]) }),
  errors: ["OutOfStock"],
});
const audit = defineFunction({
  service: "shop",
  name: "audit",
  input: z.object({ orderId: z.string() }),
  output: z.object({ approved: z.boolean(), by: z.string(), score: z.number() }),
});
const notify = defineFunction({
  name: "notify",
  input: z.object({ receipt: z.string(), loud: z.boolean() }),
  output: z.object({ sent: z.boolean() }),
});
const Line = z.object({ sku: z.string(), count: z.number(), tags: z.array(z.string()) });
const Order = z.object({
  id: z.string(),
  sku: z.string(),
  note: z.string().optional(),
  lines: z.array(Line),
});

const order = defineFlow("order", { input: Order });
const audited = order.task("audit", audit, { input: ({ input }) => ({ orderId: input.id }) });
type ResultOf<F> = F extends FlowDefinition<never, infer Output> ? Output : never;
const deploy = <I, O>(flow: FlowDefinition<I, O>) => flow;

describe("a choice", () => {
  test("shows its steps its own input, and keeps what its way put out under its name", () => {
    const flow = audited
      .choice("decide", (when) =>
        when
          .if(
            ({ input }) => eq(input.audit.approved, true),
            (then) =>
              then.task("reserve", reserve).task("notify", notify, {
                input: ({ local }) => ({ receipt: local.reserve.receipt, loud: true }),
              }),
          )
          .else((then) => then.task("reserveLater", reserve, { as: "reserve" })),
      )
      .output(({ local }) => ({ receipt: local.decide.reserve.receipt, by: local.audit.by }));
    expectTypeOf<ResultOf<typeof flow>>().toEqualTypeOf<{ readonly receipt: string; readonly by: string }>();
  });

  test("what only some ways put out is possibly missing", () => {
    const flow = audited.choice("decide", (when) =>
      when
        .if(
          ({ input }) => input.audit.approved,
          (then) => then.task("reserve", reserve),
        )
        .else((then) => then.pass("later", { output: () => ({ later: true }) })),
    );
    flow.output(({ local }) => ({
      // @ts-expect-error the other way sets no reservation
      receipt: local.decide.reserve.receipt,
    }));
    expectTypeOf<ResultOf<typeof flow>["decide"]>().toEqualTypeOf<{
      readonly reserve?: { readonly receipt: string; readonly status: "done" | "failed" };
      readonly later?: boolean;
    }>();
  });

  test("without an else all of it is possibly missing, unless all other ways end elsewhere", () => {
    const flow = audited.choice("decide", (when) =>
      when.if(
        ({ input }) => input.audit.approved,
        (then) => then.task("reserve", reserve),
      ),
    );
    flow.output(({ local }) => ({
      // @ts-expect-error no way may be gone
      receipt: local.decide.reserve.receipt,
    }));
    const strict = audited.choice("decide", (when) =>
      when
        .if(
          ({ input }) => input.audit.approved,
          (then) => then.task("reserve", reserve),
        )
        .if(
          ({ input }) => gt(input.audit.score, 3),
          (then) => then.fail("tooHigh"),
        )
        .else((then) => then.fail("refused", { error: "Refused" })),
    );
    strict.output(({ local }) => ({ receipt: local.decide.reserve.receipt }));
  });

  test("goes on elsewhere, with what the way put out", () => {
    const flow = audited
      .choice("decide", (when) =>
        when
          .if(
            ({ input }) => input.audit.approved,
            (then) => then.goto("ship"),
          )
          .if(
            ({ input }) => lt(input.audit.score, 1),
            (then) => then.pass("why", { output: () => ({ why: "score" }) }).goto("sorry"),
          )
          .else((then) => then.pass("because", { output: () => ({ why: "said no" }) }).goto("sorry")),
      )
      .pass("sorry", {
        input: ({ local }) => ({ why: local.decide.why }),
        output: ({ input }) => ({ told: input.why }),
        end: true,
      })
      .pass("ship", {
        input: ({ local }) => ({ by: local.audit.by }),
        output: ({ input }) => ({ by: input.by }),
      });
    deploy(flow);
    type Told = ResultOf<typeof flow>;
    expectTypeOf<Told["told"]>().toEqualTypeOf<string | undefined>();
    audited
      .choice("decide", (when) =>
        when.if(
          ({ input }) => input.audit.approved,
          (then) => then.goto("ship"),
        ),
      )
      .pass("ship", {
        // @ts-expect-error a choice that only leads elsewhere keeps nothing
        input: ({ local }) => ({ x: local.decide }),
      });
  });

  test("a loop sees what its earlier round put out as possibly missing", () => {
    const flow = order.pass("look", { output: () => ({ state: "waiting" }) }).choice("ready", (when) =>
      when.if(
        ({ input }) => ne(input.state, "ready"),
        (then) => then.wait("pause", { durationSeconds: 60 }).goto("look"),
      ),
    );
    deploy(flow);
  });

  test("jumps stay among the steps beside it", () => {
    const dangling = audited.choice("decide", (when) =>
      when.if(
        ({ input }) => input.audit.approved,
        (then) => then.goto("nowhere"),
      ),
    );
    // @ts-expect-error no step is named "nowhere"
    deploy(dangling);
    audited.choice("decide", (when) =>
      when.if(
        ({ input }) => input.audit.approved,
        // @ts-expect-error the audit is no step of this way
        (then) => then.task("reserve", reserve, { catch: [{ errors: ["OutOfStock"], goto: "audit" }] }),
      ),
    );
    audited.choice("decide", (when) =>
      when.if(
        ({ input }) => input.audit.approved,
        (then) =>
          then
            .task("reserve", reserve, {
              catch: [{ errors: ["OutOfStock"], goto: "sorry" }],
              error: ({ local }) => ({ why: local.cause }),
              end: true,
            })
            .task("sorry", audit, { input: ({ local }) => ({ orderId: local.why }) }),
      ),
    );
  });

  test("maps its own input and what it puts out", () => {
    const flow = audited
      .choice(
        "decide",
        { input: ({ local, context }) => ({ ok: local.audit.approved, events: context.step.eventId }) },
        (when) =>
          when
            .if(
              ({ input }) => and(input.ok, ge(input.events, 4_000)),
              (then) => then.pass("a", { output: ({ input }) => ({ seen: input.events }) }),
            )
            .else((then) => then.pass("b", { output: () => ({ seen: 0 }) }))
            .output(({ input, local }) => ({ ok: input.ok, seen: local.seen })),
      )
      .output(({ local }) => ({ ok: local.ok, seen: local.seen }));
    expectTypeOf<ResultOf<typeof flow>>().toEqualTypeOf<{ readonly ok: boolean; readonly seen: number }>();
    const merged = audited.choice("decide", { output: "merge" }, (when) =>
      when
        .if(
          ({ input }) => input.audit.approved,
          (then) => then.pass("c", { output: () => ({ x: 1 }) }),
        )
        .else((then) => then.pass("d", { output: () => ({ x: 2 }) })),
    );
    merged.output(({ local }) => ({ x: local.x }));
    const renamed = audited.choice("which-way", { as: "way" }, (when) =>
      when
        .if(
          ({ input }) => input.audit.approved,
          (then) => then.pass("e", { output: () => ({ x: 1 }) }),
        )
        .else((then) => then.fail("f")),
    );
    renamed.output(({ local }) => ({ x: local.way.x }));
  });

  test("the choice's own input is all that its ways see", () => {
    audited.choice("decide", { input: ({ local }) => ({ ok: local.audit.approved }) }, (when) =>
      when.if(
        // @ts-expect-error the order's id was not mapped
        ({ input }) => eq(input.id, "1"),
        (then) =>
          then.pass("a", {
            // @ts-expect-error inside a way local begins empty
            output: ({ local }) => ({ by: local.audit.by }),
          }),
      ),
    );
  });
});

describe("conditions", () => {
  const scope = {} as {
    input: Ref<{
      total: number;
      status: "done" | "failed";
      name: string;
      paid: boolean;
      list: string[];
      gap?: string;
      any: Json;
    }>;
  };
  const { input } = scope;

  test("compare values of one kind", () => {
    eq(input.total, 1);
    eq(input.status, "done");
    eq(input.name, input.status);
    eq(input.paid, true);
    eq(input.gap, "x");
    gt(input.total, input.total);
    lt(input.name, "m");
    eq(input.any, 1);
    // @ts-expect-error misspelt
    eq(input.status, "dne");
    // @ts-expect-error a number and a text
    eq(input.total, "1");
    // @ts-expect-error a number and a text
    eq(input.total, input.name);
    // @ts-expect-error lists are not compared
    eq(input.list, "x");
    // @ts-expect-error booleans have no order
    gt(input.paid, true);
    // @ts-expect-error the left side is a reference
    eq(1, 1);
  });

  test("are joined, and a boolean is one", () => {
    and(input.paid, or(eq(input.total, 1), input.paid));
    // @ts-expect-error a number is no condition
    and(input.paid, input.total);
    // @ts-expect-error one condition needs no and
    and(input.paid);
  });

  test("a reference to a number is none", () => {
    order.choice("decide", (when) =>
      when.if(
        // @ts-expect-error a text is no condition
        ({ input }) => input.id,
        (then) => then,
      ),
    );
    order.choice("raw", (when) => when.if('$.id in ["1", "2"]', (then) => then));
  });
});

describe("parallel branches", () => {
  test("each result stands at its place", () => {
    const flow = order
      .parallel("both", (all) =>
        all
          .branch((stock) => stock.task("reserve", reserve))
          .branch((money) => money.task("audit", audit, { input: ({ input }) => ({ orderId: input.id }) })),
      )
      .output(({ local }) => ({ receipt: local.both[0].reserve.receipt, by: local.both[1].audit.by }));
    expectTypeOf<ResultOf<typeof flow>>().toEqualTypeOf<{ readonly receipt: string; readonly by: string }>();
  });

  test("are mapped, renamed or dropped", () => {
    const both = (name: "a" | "b") => name;
    both("a");
    order
      .parallel("two", (all) =>
        all
          .branch((one) => one.pass("a", { output: () => ({ x: 1 }) }))
          .branch((two) => two.pass("b", { output: () => ({ x: 2 }) }))
          .output(({ input, local }) => ({ all: each(local).x, id: input.id, last: local[1].x })),
      )
      .output(({ local }) => ({ all: local.all, id: local.id }));
    order
      .parallel("two", { output: "none" }, (all) => all.branch((one) => one.pass("a")))
      // @ts-expect-error the results are dropped
      .output(({ local }) => ({ x: local.two }));
    order
      .parallel("two", { as: "pair", input: ({ input }) => ({ id: input.id }) }, (all) =>
        all.branch((one) => one.pass("a", { output: ({ input }) => ({ id: input.id }) })),
      )
      .output(({ local }) => ({ id: local.pair[0].id }));
  });

  test("share no step name, with each other or with the flow", () => {
    order.parallel("both", (all) =>
      all
        .branch((one) => one.pass("a"))
        .branch((two) =>
          two
            // @ts-expect-error taken by the other branch
            .pass("a"),
        ),
    );
    order
      .parallel("both", (all) =>
        all.branch((one) =>
          one
            // @ts-expect-error taken by the parallel step itself
            .pass("both"),
        ),
      )
      .pass("c");
    order
      .parallel("both", (all) => all.branch((one) => one.pass("a")))
      // @ts-expect-error taken inside the branch
      .pass("a");
  });

  test("a branch goes nowhere else", () => {
    order.parallel("both", (all) =>
      all.branch((one) =>
        one
          // @ts-expect-error only ways of a choice go on elsewhere
          .goto("x"),
      ),
    );
  });
});

describe("foreach", () => {
  test("shows each iteration its item, and gives a list", () => {
    const flow = order
      .foreach("shipping", { collection: ({ input }) => input.lines, item: "line", index: "at" }, (line) =>
        line
          .task("reserve", reserve, { input: ({ input }) => ({ sku: input.line.sku }) })
          .pass("place", { output: ({ input }) => ({ at: input.at, id: input.id }) }),
      )
      .output(({ local }) => ({
        receipts: each(local.shipping).reserve.receipt,
        places: each(local.shipping).at,
      }));
    expectTypeOf<ResultOf<typeof flow>>().toEqualTypeOf<{
      readonly receipts: string[];
      readonly places: number[];
    }>();
  });

  test("goes over what was mapped into its input", () => {
    order
      .pass("plan", { output: ({ input }) => ({ parts: input.lines }) })
      .foreach(
        "work",
        {
          input: ({ local, input }) => ({ parts: local.parts, order: input.id }),
          collection: ({ input }) => input.parts,
          item: "part",
        },
        (part) => part.pass("did", { output: ({ input }) => ({ sku: input.part.sku, order: input.order }) }),
        { output: ({ input, local }) => ({ skus: each(local).sku, order: input.order }) },
      )
      .output(({ local }) => ({ skus: local.skus, order: local.order }));
  });

  test("goes over lists only", () => {
    order.foreach(
      "shipping",
      {
        // @ts-expect-error an id is no list
        collection: ({ input }) => input.id,
        item: "line",
      },
      (line) => line.pass("a"),
    );
    order.foreach("shipping", { collection: ({ input }) => input.lines, item: "line" }, (line) =>
      line.pass("a", {
        // @ts-expect-error misspelt
        output: ({ input }) => ({ sku: input.line.skew }),
      }),
    );
  });

  test("nests", () => {
    order
      .foreach("lines", { collection: ({ input }) => input.lines, item: "line" }, (line) =>
        line.foreach("tags", { collection: ({ input }) => input.line.tags, item: "tag" }, (tag) =>
          tag.pass("note", { output: ({ input }) => ({ tag: input.tag, sku: input.line.sku }) }),
        ),
      )
      .output(({ local }) => ({ tags: each(each(local.lines).tags).tag }));
  });
});

describe("sub-flows", () => {
  const child = defineFlow("pay", { input: z.object({ id: z.string() }) })
    .task("audit", audit, { input: ({ input }) => ({ orderId: input.id }) })
    .output(({ local }) => ({ paid: local.audit.approved }));

  test("sync gives the called flow's output", () => {
    const flow = order.subFlow("pay", child, {
      pattern: "sync",
      executionName: ({ input }) => input.id,
      input: ({ input }) => ({ id: input.sku }),
    });
    expectTypeOf<ResultOf<typeof flow>["pay"]>().toEqualTypeOf<{ readonly paid: boolean }>();
    const schema = defineFlow("dated", {
      input: z.object({}),
      output: z.object({ at: z.string().transform((text) => new Date(text)) }),
    });
    const dated = order.subFlow("dated", schema, { pattern: "sync", input: () => ({}) });
    expectTypeOf<ResultOf<typeof dated>["dated"]>().toEqualTypeOf<{ readonly at: string }>();
  });

  test("its input is checked, or FDL's default fits", () => {
    order.subFlow("pay", child);
    order.subFlow("pay", child, {
      // @ts-expect-error a number is no id
      input: () => ({ id: 1 }),
    });
    const other = defineFlow("other", { input: z.object({ account: z.string() }) });
    // @ts-expect-error the order has no account
    order.subFlow("pay", other);
    // @ts-expect-error the order has no account
    order.subFlow("pay", other, { pattern: "sync" });
    // @ts-expect-error the token takes the place of the default input
    order.subFlow("pay", child, { pattern: "waitForCallback" });
  });

  test("of what starting or a report answers nothing is known, unless a schema says it", () => {
    order
      .subFlow("pay", child)
      // @ts-expect-error nothing is known of the answer
      .output(({ local }) => ({ id: local.pay.RequestId }));
    order
      .subFlow("pay", child, {
        pattern: "waitForCallback",
        input: ({ input }) => ({ id: input.id }),
        result: z.object({ paid: z.boolean() }),
        catch: [{ errors: ["CardRefused", "FnF.TaskTimeout"], goto: "end" }],
      })
      .pass("end", {
        // @ts-expect-error the jump skipped it
        output: ({ input }) => ({ paid: input.pay.paid }),
      });
  });

  test("the token travels under a key that the called flow's input may state", () => {
    const asked = defineFlow("asked", { input: z.object({ id: z.string(), taskToken: z.string() }) });
    order.subFlow("ask", asked, { pattern: "waitForCallback", input: ({ input }) => ({ id: input.id }) });
    order.subFlow("ask", asked, {
      pattern: "waitForCallback",
      token: "other",
      // @ts-expect-error the token is carried under another key
      input: ({ input }) => ({ id: input.id }),
    });
  });

  test("a flow may call itself", () => {
    const start = defineFlow("roll", { input: z.object({ from: z.number() }) });
    deploy(start.subFlow("again", start, { input: ({ input }) => ({ from: input.from }) }));
  });
});

describe("messages", () => {
  test("a queue and a topic", () => {
    const flow = order
      .message("tell", queue("orders"), {
        body: ({ input }) => ({ id: input.id }),
        delaySeconds: 5,
        priority: 1,
      })
      .message("news", topic("news"), { body: ({ input }) => input.id, tag: "new" })
      .message("fixed", topic("news"), { body: "hello", tag: ({ input }) => input.sku })
      .output(({ local }) => ({ id: local.tell.MessageId, md5: local.news.MessageBodyMD5 }));
    expectTypeOf<ResultOf<typeof flow>>().toEqualTypeOf<{ readonly id: string; readonly md5: string }>();
  });

  test("what one of them does not know", () => {
    order.message("tell", queue("orders"), {
      body: "x",
      // @ts-expect-error queues know no tags
      tag: "x",
    });
    order.message("tell", topic("orders"), {
      body: "x",
      // @ts-expect-error topics know no delay
      delaySeconds: 1,
    });
    order.message("tell", topic("orders"), {
      body: "x",
      // @ts-expect-error a message runs nothing that could be waited for
      pattern: "sync",
    });
  });

  test("a callback needs a body that carries the token", () => {
    order
      .message("ask", queue("questions"), {
        pattern: "waitForCallback",
        body: ({ input }) => ({ id: input.id }),
        result: z.object({ yes: z.boolean() }),
      })
      .output(({ local }) => ({ yes: local.ask.yes }));
    order.message("ask", queue("questions"), {
      pattern: "waitForCallback",
      // @ts-expect-error a text has no place for the token
      body: "question",
    });
  });
});

describe("actions and raw FDL", () => {
  test("nothing is known of an action's answer, unless a schema says it", () => {
    order
      .action("read", "ocr:RecognizeIdentityCard", {
        params: ({ input }) => ({ ImageURL: input.id, Side: "face" }),
      })
      // @ts-expect-error nothing is known of the answer
      .output(({ local }) => ({ data: local.read.Data }));
    order
      .action("read", "ocr:RecognizeIdentityCard", {
        result: z.object({ Data: z.object({ Name: z.string() }) }),
      })
      .output(({ local }) => ({ name: local.read.Data.Name }));
    // @ts-expect-error an action has a service and an API
    order.action("read", "RecognizeIdentityCard");
  });

  test("a raw step's targets, jumps and ends are understood", () => {
    const flow = order
      .raw("detect", {
        type: "task",
        action: "facebody:DetectMask",
        outputMappings: [{ target: "mask", source: "$local.Data.Mask" }],
        catch: [{ errors: ["FnF.ALL"], goto: "after" }],
      })
      .pass("between", { output: () => ({ between: 1 }) })
      .pass("after");
    deploy(flow);
    expectTypeOf<ResultOf<typeof flow>["between"]>().toEqualTypeOf<number | undefined>();
    const typed = order.raw("read", { type: "task", action: "a:B" }, { puts: z.object({ n: z.number() }) });
    expectTypeOf<ResultOf<typeof typed>>().toExtend<{ readonly n: number }>();
    const ended = order.raw("stop", { type: "succeed" });
    deploy(ended);
    // @ts-expect-error no step is named "nowhere"
    deploy(order.raw("way", { type: "choice", choices: [{ condition: "$.a", goto: "nowhere" }] }));
    // @ts-expect-error the name is taken
    order.raw("way", { type: "pass" }).raw("way", { type: "pass" });
    // @ts-expect-error no such step
    order.raw("loop", { type: "loop", steps: [] });
  });

  test("what a raw reference leads to is unknown", () => {
    order.task("reserve", reserve, {
      // @ts-expect-error unknown is no text
      input: () => ({ sku: rawRef("$input.legacy") }),
    });
    order.task("reserve", reserve, { input: () => ({ sku: rawRef<string>("$input.legacy") }) });
  });
});

describe("the flow's own input", () => {
  test("may be mapped from what an execution is given", () => {
    const flow = defineFlow("mapped", { input: Order, map: ({ input }) => ({ orderId: input.id }) }).task(
      "audit",
      audit,
    );
    deploy(flow);
    expectTypeOf<Parameters<NonNullable<(typeof flow)["~types"]>["input"]>[0]>().toEqualTypeOf<
      z.input<typeof Order>
    >();
    defineFlow("mapped", { input: Order, map: ({ input }) => ({ orderId: input.id }) }).pass("a", {
      // @ts-expect-error the sku was not mapped
      output: ({ input }) => ({ sku: input.sku }),
    });
  });
});
