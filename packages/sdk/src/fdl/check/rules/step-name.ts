import { isName } from "../../../contract/name.ts";
import type { Rule } from "../rule.ts";

// The form is documented for flows and executions; for steps it is what published flows keep to.
export const stepName: Rule = {
  code: "step-name",
  severity: "warning",
  *check({ steps }) {
    for (const { step, path } of steps) {
      if (isName(step.name)) continue;
      yield {
        message: `Step name "${step.name}" may be refused: start with a letter or "_" and use only letters, digits, "_" and "-" (at most 128).`,
        path: [...path, "name"],
      };
    }
  },
};
