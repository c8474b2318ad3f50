import { excerpt, quoted } from "../../excerpt.ts";
import type { PlacedStep } from "../flow-view.ts";
import type { Rule } from "../rule.ts";
import { vainReads } from "../vain-reads.ts";

export const outputDropped = {
  code: "output-dropped",
  severity: "warning",
  summary: "A parallel or foreach without `outputMappings` loses what is read after it.",
  evidence: "D: parallel and foreach steps put out nothing without outputMappings",
  *check(view) {
    const told = new Set<PlacedStep>();
    for (const { text, key, at: reader, droppedBy: at } of vainReads(view)) {
      if (at === undefined || told.has(at)) continue;
      told.add(at);
      const { name, type } = at.step;
      const who = reader === undefined ? "the flow" : `step ${quoted(reader.step.name)}`;
      const mapping =
        key === undefined
          ? "{ target: all, source: $local }"
          : `{ target: ${excerpt(key)}, source: "$local[*].${excerpt(key)}" }`;
      yield {
        message: `Step ${quoted(name)} puts out nothing, as every ${type} without outputMappings, but ${who} reads ${excerpt(text)}: add outputMappings such as ${mapping}.`,
        at,
        path: [],
      };
    }
  },
} as const satisfies Rule;
