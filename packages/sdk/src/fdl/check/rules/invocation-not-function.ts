import { quoted } from "../../excerpt.ts";
import { parametersOf } from "../../shape/index.ts";
import type { Rule } from "../rule.ts";

export const invocationNotFunction = {
  code: "invocation-not-function",
  severity: "warning",
  summary: "A task that calls no function has parameters that only functions know.",
  evidence: "I: service parameters are listed by service",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step, target } = at;
      if (target.kind === "function" || target.kind === "template") continue;
      for (const name of parametersOf.function) {
        if (step.serviceParams?.[name] === undefined) continue;
        yield {
          message: `Step ${quoted(step.name)} calls no function, and only functions know ${name}: take it out.`,
          at,
          path: ["serviceParams", name],
        };
      }
    }
  },
} as const satisfies Rule;
