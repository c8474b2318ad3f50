import { closest } from "../../closest.ts";
import type { Rule } from "../rule.ts";

const known = ["FnF.ALL", "FnF.TaskTimeout", "FnF.InvalidLocal", "FnF.RuntimeError"];

export const errorNameUnknown: Rule = {
  code: "error-name-unknown",
  severity: "warning",
  *check({ tasks }) {
    for (const { step, path } of tasks) {
      for (const attribute of ["retry", "catch"] as const) {
        for (const [index, { errors }] of (step[attribute] ?? []).entries()) {
          for (const [place, name] of errors.entries()) {
            if (!/^fnf\./i.test(name) || known.includes(name)) continue;
            yield {
              message: `Step "${step.name}" names the error "${name}", which the service is not known to raise: did you mean ${closest(name, known) ?? known.join(", ")}?`,
              path: [...path, attribute, index, "errors", place],
            };
          }
        }
      }
    }
  },
};
