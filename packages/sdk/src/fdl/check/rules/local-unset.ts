import type { Rule } from "../rule.ts";
import { subjectOf } from "../subject.ts";
import { vainReads } from "../vain-reads.ts";

export const localUnset = {
  code: "local-unset",
  severity: "warning",
  summary: "`$local` is read where no step can have put out what is read.",
  evidence: "D: inputs and outputs; U: what a missing key gives",
  *check(view) {
    for (const { text, key, at, path, droppedBy } of vainReads(view)) {
      // `output-dropped` says where it is lost.
      if (droppedBy !== undefined) continue;
      const isResult = path[0] === "outputMappings" && at !== undefined;
      const steps = isResult ? "no step inside it" : "no step that can have run by then";
      const why =
        key === undefined
          ? `${steps} puts out anything, so it is always empty`
          : `${steps} puts out "${key}"`;
      yield {
        message: `${subjectOf(at)} reads ${text}, but ${why}: read $input, or give ${isResult ? "that" : "an earlier"} step an output mapping.`,
        at,
        path,
      };
    }
  },
} as const satisfies Rule;
