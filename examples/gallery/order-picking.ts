import { defineFlow, defineFunction, each } from "@fnfkit/sdk";
import { z } from "zod";

const warehouse = { service: "warehouse", qualifier: "live" };

export const pickLine = defineFunction({
  ...warehouse,
  name: "pickLine",
  input: z.object({ sku: z.string(), quantity: z.int() }),
  output: z.object({ box: z.string() }),
  errors: ["BinLocked"],
});

export const printLabel = defineFunction({
  ...warehouse,
  name: "printLabel",
  input: z.object({ orderId: z.string(), place: z.int(), box: z.string() }),
  output: z.object({ code: z.string() }),
});

export const callCarrier = defineFunction({
  ...warehouse,
  name: "callCarrier",
  input: z.object({ orderId: z.string(), labels: z.array(z.string()) }),
  output: z.object({ pickUpAt: z.string() }),
});

export const orderPicking = defineFlow("order-picking", {
  input: z.object({ orderId: z.string(), lines: z.array(z.object({ sku: z.string(), quantity: z.int() })) }),
})
  .foreach(
    "picking",
    { collection: ({ input }) => input.lines, item: "line", index: "place" },
    (iteration) =>
      iteration
        .task("pick", pickLine, {
          input: ({ input }) => ({ sku: input.line.sku, quantity: input.line.quantity }),
          output: ({ local }) => ({ box: local.box }),
          retry: [{ errors: ["BinLocked"], intervalSeconds: 30, maxAttempts: 4, multiplier: 1 }],
        })
        .task("label", printLabel, {
          input: ({ input, local }) => ({ orderId: input.orderId, place: input.place, box: local.box }),
          output: ({ local }) => ({ label: local.code }),
        }),
    { output: ({ local }) => ({ labels: each(local).label, boxes: each(local).box }) },
  )
  .task("handOver", callCarrier, {
    input: ({ input, local }) => ({ orderId: input.orderId, labels: local.labels }),
    output: ({ local }) => ({ pickUp: local.pickUpAt }),
  });
