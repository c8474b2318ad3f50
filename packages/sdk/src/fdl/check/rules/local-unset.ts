import { excerpt, quoted } from "../../excerpt.ts";
import type { PlacedStep } from "../flow-view.ts";
import type { Rule } from "../rule.ts";
import { subjectOf } from "../subject.ts";
import { vainReads } from "../vain-reads.ts";

export const localUnset = {
  code: "local-unset",
  severity: "warning",
  summary: "`$local` is read where no step can have put out what is read.",
  evidence: "D: inputs and outputs; U: what a missing key gives",
  *check(view) {
    for (const { text, key, at, path, droppedBy, keptBackBy } of vainReads(view)) {
      // `output-dropped` says where it is lost.
      if (droppedBy !== undefined) continue;
      if (keptBackBy !== undefined) {
        yield {
          message: `${subjectOf(at)} reads ${excerpt(text)}, but ${keptBack(keptBackBy, key)}.`,
          at,
          path,
        };
        continue;
      }
      const isResult = path[0] === "outputMappings" && at !== undefined;
      const steps = isResult ? "no step inside it" : "no step that can have run by then";
      const why =
        key === undefined
          ? `${steps} puts out anything, so it is always empty`
          : `${steps} puts out ${quoted(key)}`;
      yield {
        message: `${subjectOf(at)} reads ${excerpt(text)}, but ${why}: read $input, or give ${isResult ? "that" : "an earlier"} step an output mapping.`,
        at,
        path,
      };
    }
  },
} as const satisfies Rule;

function keptBack({ step }: PlacedStep, key = "KEY"): string {
  const isFailed = step.type === "task" && step.errorMappings?.some(({ target }) => target === key) === true;
  const name = quoted(step.name);
  if (isFailed) {
    return `only the errorMappings of step ${name} put it out, which take effect when its failure is caught: read it where its catch leads to, or add an output mapping`;
  }
  const source = key === "cause" ? "$local.cause" : "$local.error";
  const example = key === "error" || key === "cause" ? `, e.g. { target: ${key}, source: ${source} }` : "";
  return `a caught failure of step ${name} puts out only what its errorMappings give: map it there${example}, or read $input`;
}
