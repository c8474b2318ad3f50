import { quoted } from "../../excerpt.ts";
import type { Path } from "../../source.ts";
import type { Step } from "../../tree/index.ts";
import type { Rule } from "../rule.ts";

export const stepsEmpty = {
  code: "steps-empty",
  severity: "info",
  summary: "A flow, a branch or an iteration without steps, or a parallel step without branches.",
  evidence: "S: the vendor's editor takes a flow without steps",
  *check({ flow, series, ofType }) {
    if (flow.steps.length === 0)
      yield { message: "The flow has no steps, so it does nothing: add one.", path: ["steps"] };
    for (const { steps, owner: at, path } of series) {
      if (steps.length > 0 || at === undefined || at.step.type === "choice") continue;
      const message = `${subject(at.step, path)} no steps, so it does nothing: add one, or take it out.`;
      yield { message, at, path };
    }
    for (const at of ofType("parallel")) {
      if (at.step.branches.length > 0) continue;
      const message = `Step ${quoted(at.step.name)} has no branches, so it does nothing: add one, or take the step out.`;
      yield { message, at, path: ["branches"] };
    }
  },
} as const satisfies Rule;

function subject({ type, name }: Step, path: Path): string {
  return type === "parallel"
    ? `Branch ${Number(path[1]) + 1} of step ${quoted(name)} has`
    : `Step ${quoted(name)} has`;
}
