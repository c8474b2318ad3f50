import { isName } from "../../../contract/name.ts";
import { quoted } from "../../excerpt.ts";
import type { Rule } from "../rule.ts";

// The form is documented for flows and executions; for steps it is what published flows keep to.
export const stepName = {
  code: "step-name",
  severity: "warning",
  summary: "A step name of another form than flows and executions have.",
  evidence: "I: the form is documented for flows and executions",
  *check({ steps }) {
    for (const at of steps) {
      const { step } = at;
      if (isName(step.name)) continue;
      yield {
        message: `Step name ${quoted(step.name)} may be refused: start with a letter or "_" and use only letters, digits, "_" and "-" (at most 128).`,
        at,
        path: ["name"],
      };
    }
  },
} as const satisfies Rule;
