import type { Rule } from "../rule.ts";

export const invocationNotFunction: Rule = {
  code: "invocation-not-function",
  severity: "warning",
  *check({ tasks }) {
    for (const { step, path, target } of tasks) {
      if (target.kind === "function" || target.kind === "template") continue;
      for (const name of ["InvocationType", "StatefulAsyncInvocationID"] as const) {
        if (step.serviceParams?.[name] === undefined) continue;
        yield {
          message: `Step "${step.name}" calls no function, and only functions know ${name}: take it out.`,
          path: [...path, "serviceParams", name],
        };
      }
    }
  },
};
