import type { Rule } from "../rule.ts";

export const stepNameDuplicate: Rule = {
  code: "step-name-duplicate",
  severity: "error",
  *check({ steps }) {
    const seen = new Set<string>();
    for (const { step, path } of steps) {
      if (seen.has(step.name)) {
        yield {
          message: `Step name "${step.name}" is taken by an earlier step: give every step of the flow a name of its own.`,
          path: [...path, "name"],
        };
      }
      seen.add(step.name);
    }
  },
};
