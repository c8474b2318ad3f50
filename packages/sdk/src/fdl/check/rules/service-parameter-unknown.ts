import { didYouMean } from "../../closest.ts";
import { quoted } from "../../excerpt.ts";
import { parametersOf } from "../../shape/index.ts";
import type { Rule } from "../rule.ts";

const nouns = { function: "a function", flow: "a flow", queue: "a queue", topic: "a topic" } as const;

export const serviceParameterUnknown = {
  code: "service-parameter-unknown",
  severity: "warning",
  summary: "A parameter in `serviceParams` that the called service does not know.",
  evidence: "I: service parameters are listed by service",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step, target } = at;
      if (step.serviceParams === undefined || !Object.hasOwn(parametersOf, target.kind)) continue;
      const service = target.kind as keyof typeof parametersOf;
      const known = parametersOf[service];
      for (const name of Object.keys(step.serviceParams)) {
        // What only functions know: `invocation-not-function`.
        if (known.includes(name) || parametersOf.function.includes(name)) continue;
        const advice = didYouMean(name, known, `: it knows ${known.join(", ")}.`);
        yield {
          message: `Step ${quoted(step.name)} gives ${nouns[service]} the parameter ${quoted(name)}, which it does not know${advice}`,
          at,
          path: ["serviceParams", name],
        };
      }
    }
  },
} as const satisfies Rule;
