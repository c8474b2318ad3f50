import { defineFlow, defineFunction, eq } from "@fnfkit/sdk";
import { z } from "zod";

const billing = { service: "billing", qualifier: "live" };

export const rememberPayment = defineFunction({
  ...billing,
  name: "rememberPayment",
  input: z.object({ paymentId: z.string() }),
  output: z.object({ isNew: z.boolean(), invoice: z.string() }),
});

export const bookPayment = defineFunction({
  ...billing,
  name: "bookPayment",
  input: z.object({ invoice: z.string(), amount: z.int() }),
  output: z.object({ balance: z.int() }),
});

export const sendReceipt = defineFunction({
  ...billing,
  name: "sendReceipt",
  input: z.object({ invoice: z.string(), balance: z.int() }),
  output: z.object({}),
});

/** The provider's notice. */
const notice = z.object({ data: z.object({ object: z.object({ id: z.string(), amount: z.int() }) }) });

export const paymentIntake = defineFlow("payment-intake", {
  input: notice,
  timeoutSeconds: 300,
  map: ({ input }) => ({ paymentId: input.data.object.id, amount: input.data.object.amount }),
})
  .task("remember", rememberPayment, {
    input: ({ input }) => ({ paymentId: input.paymentId }),
    output: "merge",
  })
  .choice("seenBefore", (when) =>
    when.if(
      ({ input }) => eq(input.isNew, false),
      (way) => way.goto("alreadyBooked"),
    ),
  )
  .task("book", bookPayment, {
    input: ({ input, local }) => ({ invoice: local.invoice, amount: input.amount }),
    output: ({ local }) => ({ balance: local.balance }),
  })
  .task("thank", sendReceipt, {
    input: ({ local }) => ({ invoice: local.invoice, balance: local.balance }),
    output: "merge",
  })
  .succeed("alreadyBooked")
  .output(({ local }) => ({ invoice: local.invoice, isNew: local.isNew }));
