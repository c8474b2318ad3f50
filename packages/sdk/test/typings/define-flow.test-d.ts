import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { defineFunction } from "../../src/contract/index.ts";
import { defineFlow, type FlowDefinition } from "../../src/flow/index.ts";

const reserve = defineFunction({
  service: "shop",
  name: "reserve",
  input: z.object({ sku: z.string() }),
  output: z.object({ receipt: z.string(), count: z.number().optional() }),
  errors: ["OutOfStock"],
  jobId: "id",
});
const audit = defineFunction({
  service: "shop",
  name: "audit",
  input: z.object({ orderId: z.string() }),
  output: z.object({ approved: z.boolean(), by: z.string() }),
  errors: ["AuditorUnavailable"],
  token: "taskToken",
});
const notify = defineFunction({
  name: "notify",
  input: z.object({ receipt: z.string(), loud: z.boolean() }),
  output: z.object({ sent: z.boolean() }),
});
const Order = z.object({ id: z.string(), sku: z.string(), note: z.string().optional() });

const order = defineFlow("order", { input: Order });
type ResultOf<F> = F extends FlowDefinition<never, infer Output> ? Output : never;

describe("what a step may refer to", () => {
  test("follows the data from step to step", () => {
    const flow = order
      .task("reserve", reserve, {
        pattern: "sync",
        invocation: "Async",
        jobId: ({ context }) => context.execution.name,
        input: ({ input }) => ({ sku: input.sku }),
      })
      .task("audit", audit, {
        pattern: "waitForCallback",
        invocation: "Async",
        input: ({ input }) => ({ orderId: input.id }),
      })
      .task("notify", notify, {
        invocation: "Async",
        input: ({ local }) => ({ receipt: local.reserve.receipt, loud: true }),
      })
      .output(({ local }) => ({ receipt: local.reserve.receipt, ok: local.audit.approved, fixed: 1 }));
    expectTypeOf<ResultOf<typeof flow>>().toEqualTypeOf<{
      readonly receipt: string;
      readonly ok: boolean;
      readonly fixed: number;
    }>();
  });

  test("a misspelt reference, a wrong type, a missing and an extra key are errors at that key", () => {
    order.task("reserve", reserve, {
      // @ts-expect-error no such key in the flow's input
      input: ({ input }) => ({ sku: input.skew }),
    });
    order.task("audit", audit, {
      input: () => ({
        // @ts-expect-error a number is no order id
        orderId: 1,
      }),
    });
    order.task("notify", notify, {
      // @ts-expect-error the receipt is missing
      input: () => ({ loud: true }),
    });
    order.task("audit", audit, {
      input: ({ input }) => ({
        orderId: input.id,
        // @ts-expect-error the function takes no such key
        orderNo: input.id,
      }),
    });
  });

  test("what is possibly missing fits no mapping", () => {
    order.task("reserve", reserve, {
      // @ts-expect-error the note is optional
      input: ({ input }) => ({ sku: input.note }),
    });
  });

  test("an optional key takes what fits it, or nothing", () => {
    const tell = defineFunction({
      name: "tell",
      input: z.object({ goods: z.string(), note: z.string().optional() }),
      output: z.object({}),
    });
    order.task("a", tell, { input: ({ input }) => ({ goods: input.sku }) });
    order.task("b", tell, { input: ({ input }) => ({ goods: input.sku, note: input.id }) });
    order.task("c", tell, {
      input: ({ input }) => ({
        goods: input.sku,
        // @ts-expect-error FDL fails on a reference to nothing, optional or not
        note: input.note,
      }),
    });
    order.task("d", tell, {
      input: ({ input }) => ({
        goods: input.sku,
        // @ts-expect-error a number is no note
        note: 1,
      }),
    });
    order.task("e", tell, {
      input: ({ input }) => ({
        goods: input.sku,
        // @ts-expect-error the function takes no such key
        extra: 1,
      }),
    });
  });

  test("references stand at the top level only", () => {
    order.pass("prepare", {
      // @ts-expect-error FDL resolves no nested reference
      output: ({ input }) => ({ nested: { id: input.id } }),
    });
  });

  test("the result of requestResponse with Async is none", () => {
    order
      .task("reserve", reserve, { invocation: "Async", input: ({ input }) => ({ sku: input.sku }) })
      // @ts-expect-error nothing waited for the receipt
      .output(({ local }) => ({ receipt: local.reserve.receipt }));
  });

  test("a result under a key with a hyphen is out of reach until it is renamed", () => {
    order
      .task("reserve-stock", reserve, { input: ({ input }) => ({ sku: input.sku }) })
      // @ts-expect-error FDL cannot write $local.reserve-stock
      .output(({ local }) => ({ receipt: local["reserve-stock"].receipt }));
    const renamed = order
      .task("reserve-stock", reserve, { as: "stock", input: ({ input }) => ({ sku: input.sku }) })
      .output(({ local }) => ({ receipt: local.stock.receipt }));
    expectTypeOf<ResultOf<typeof renamed>>().toEqualTypeOf<{ readonly receipt: string }>();
  });
});

describe("what a step puts out", () => {
  test("merged, as FDL does by itself", () => {
    const flow = order.task("reserve", reserve, { output: "merge" });
    expectTypeOf<ResultOf<typeof flow>>().toExtend<{
      readonly receipt: string;
      readonly count?: number | undefined;
    }>();
  });

  test("mapped from its own input and result", () => {
    const flow = order.task("reserve", reserve, {
      output: ({ input, local }) => ({ sku: input.sku, slip: local.receipt, fresh: true }),
    });
    expectTypeOf<ResultOf<typeof flow>>().toExtend<{
      readonly sku: string;
      readonly slip: string;
      readonly fresh: boolean;
    }>();
  });
});

describe("what makes no sense", () => {
  test("a step name used twice", () => {
    order
      .pass("one")
      // @ts-expect-error the name is taken
      .pass("one");
  });

  test("a job id without Async", () => {
    order.task("reserve", reserve, {
      // @ts-expect-error only an Async invocation can be a job
      jobId: "job-1",
      input: ({ input }) => ({ sku: input.sku }),
    });
  });

  test("a job id by reference for a contract that states no key for it", () => {
    order.task("audit", audit, {
      invocation: "Async",
      // @ts-expect-error the contract states no jobId key
      jobId: ({ context }) => context.execution.name,
      input: ({ input }) => ({ orderId: input.id }),
    });
  });

  test("an input left out that the function needs", () => {
    // @ts-expect-error the flow's input holds no orderId
    order.task("audit", audit);
    // FDL's default input already fits.
    order.task("reserve", reserve);
    // @ts-expect-error the token takes the place of the default input
    order.task("reserve", reserve, { pattern: "waitForCallback" });
  });

  test("an error name that nobody declared", () => {
    order.task("reserve", reserve, {
      input: ({ input }) => ({ sku: input.sku }),
      catch: [
        { errors: ["OutOfStock", "FnF.TaskTimeout", "FC.ResourceExhausted", "InvalidInput"], goto: "x" },
        // @ts-expect-error misspelt
        { errors: ["OutOfStok"], goto: "x" },
      ],
    });
  });

  test("a jump to a step that does not exist makes a flow nobody can deploy", () => {
    const deploy = <I, O>(flow: FlowDefinition<I, O>) => flow;
    const jumping = order.task("reserve", reserve, {
      input: ({ input }) => ({ sku: input.sku }),
      catch: [{ errors: ["FnF.ALL"], goto: "refund" }],
    });
    // @ts-expect-error no step is named "refund"
    deploy(jumping);
    deploy(jumping.succeed("done").pass("refund"));
    // @ts-expect-error no step is named "refund"
    deploy(jumping.output(() => ({})));
  });
});

describe("after a jump", () => {
  const jumping = order
    .task("reserve", reserve, {
      input: ({ input }) => ({ sku: input.sku }),
      catch: [{ errors: ["OutOfStock"], goto: "notify" }],
      error: ({ local }) => ({ why: local.cause }),
    })
    .pass("between", { output: () => ({ between: 1 }) });

  test("what only the skipped path sets is possibly missing", () => {
    jumping.task("notify", notify, {
      // @ts-expect-error the jump skipped the reservation
      input: ({ local }) => ({ receipt: local.reserve.receipt, loud: true }),
    });
    jumping.task("between2", notify, {
      input: ({ local }) => ({ receipt: local.reserve.receipt, loud: true }),
    });
  });

  test("a step reached by the jump alone sees what the jump brings", () => {
    const flow = jumping.succeed("done").pass("notify", {
      input: ({ local }) => ({ why: local.why }),
      output: ({ input }) => ({ told: input.why }),
    });
    expectTypeOf<ResultOf<typeof flow>>().toExtend<{ readonly told?: string; readonly between?: number }>();
  });
});

describe("what a flow gives", () => {
  test("fits the output schema when there is one, and reads through it", () => {
    const typed = defineFlow("typed", {
      input: Order,
      output: z.object({ at: z.string().transform((text) => new Date(text)) }),
    });
    const flow = typed.output(({ input }) => ({ at: input.id }));
    expectTypeOf<ResultOf<typeof flow>>().toEqualTypeOf<{ at: Date }>();
    typed.output(({ input }) => ({
      at: input.id,
      // @ts-expect-error the schema knows no such key
      by: input.id,
    }));
  });
});

test("an output schema that the steps do not fit needs .output", () => {
  const deploy = <I, O>(flow: FlowDefinition<I, O>) => flow;
  const typed = defineFlow("typed", { input: Order, output: z.object({ receipt: z.string() }) });
  const reserved = typed.task("reserve", reserve, { input: ({ input }) => ({ sku: input.sku }) });
  // @ts-expect-error the receipt is under the step's own key
  deploy(reserved);
  deploy(reserved.output(({ local }) => ({ receipt: local.reserve.receipt })));
  deploy(typed.task("reserve", reserve, { output: "merge" }));
});

describe("contracts", () => {
  test("a type that JSON cannot carry", () => {
    defineFunction({
      name: "f",
      // @ts-expect-error JSON has no Date
      input: z.object({ at: z.date() }),
      output: z.object({}),
    });
    defineFunction({
      name: "f",
      input: z.object({}),
      // @ts-expect-error a step's output is a JSON object
      output: z.string(),
    });
  });
});
