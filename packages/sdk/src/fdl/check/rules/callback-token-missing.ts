import type { Json } from "../../../contract/json.ts";
import type { Rule } from "../rule.ts";

const carriesToken: readonly Json[] = ["$context", "$context.task", "$context.task.token"];

export const callbackTokenMissing: Rule = {
  code: "callback-token-missing",
  severity: "warning",
  *check({ tasks }) {
    for (const { step, path } of tasks) {
      if (step.pattern !== "waitForCallback") continue;
      if (step.inputMappings?.some(({ source }) => carriesToken.includes(source))) continue;
      yield {
        message: `Step "${step.name}" waits for a callback, but its input carries no task token, so nobody can report: add the input mapping { target: taskToken, source: $context.task.token }.`,
        path: [...path, "pattern"],
      };
    }
  },
};
