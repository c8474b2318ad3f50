import { defineFlow, defineFunction, eq, topic } from "@fnfkit/sdk";
import { z } from "zod";

export const rateLevel = defineFunction({
  service: "rivers",
  qualifier: "live",
  name: "rateLevel",
  input: z.object({ gauge: z.string(), centimetres: z.number() }),
  output: z.object({ severity: z.enum(["none", "watch", "flood"]), text: z.string() }),
});

export const riverAlert = defineFlow("river-alert", {
  input: z.object({ gauge: z.string(), centimetres: z.number() }),
})
  .task("rate", rateLevel, {
    input: ({ input }) => ({ gauge: input.gauge, centimetres: input.centimetres }),
    output: "merge",
  })
  .choice("worthTelling", (when) =>
    when.if(
      ({ input }) => eq(input.severity, "none"),
      (way) => way.goto("calm"),
    ),
  )
  .message("alert", topic("river-levels"), {
    body: ({ input, local }) => ({ gauge: input.gauge, text: local.text, severity: local.severity }),
    tag: ({ local }) => local.severity,
    output: ({ local }) => ({ alertId: local.MessageId }),
    retry: [{ errors: ["FnF.ALL"], maxAttempts: 5 }],
    end: true,
  })
  .succeed("calm");
