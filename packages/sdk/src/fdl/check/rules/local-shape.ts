import { excerpt } from "../../excerpt.ts";
import type { Segment } from "../../reference/index.ts";
import { type ReferenceText, referenceTexts } from "../reference-texts.ts";
import type { Rule } from "../rule.ts";
import { subjectOf } from "../subject.ts";

export const localShape = {
  code: "local-shape",
  severity: "warning",
  summary: "A key is read of a `$local` that is an array, or an item of one that is an object.",
  evidence: "D: inputs and outputs, the local of each step type",
  *check(view) {
    for (const reference of referenceTexts(view)) {
      const { text, at, path, parsed } = reference;
      if (parsed?.reference?.root !== "local") continue;
      const advice = misfit(reference, parsed.reference.segments);
      if (advice !== undefined) {
        yield { message: `${subjectOf(at)} reads ${excerpt(text)}, but ${advice}.`, at, path };
      }
    }
  },
} as const satisfies Rule;

function misfit({ at, path: [attribute] }: ReferenceText, [first]: readonly Segment[]): string | undefined {
  if (first === undefined || attribute === "errorMappings") return undefined;
  // A flow's inputMappings have no $local at all, which `reference-root` says.
  if (at === undefined && attribute === "inputMappings") return undefined;
  const isArray =
    attribute === "outputMappings" && (at?.step.type === "parallel" || at?.step.type === "foreach");
  if (isArray) {
    const part = at.step.type === "parallel" ? "branch" : "iteration";
    if (first.kind === "key")
      return `$local is an array here, with one object for each ${part}: write $local[*].${excerpt(first.name)}`;
    return at.step.type === "parallel" && first.kind === "index" && first.index >= at.step.branches.length
      ? "it has no such branch: they are counted from 0"
      : undefined;
  }
  const isObject = attribute === "inputMappings" || at === undefined || at.step.type === "choice";
  return isObject && first.kind !== "key"
    ? "$local is an object here, which holds what steps have put out: write $local.KEY"
    : undefined;
}
