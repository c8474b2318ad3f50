import { partsOf } from "../../condition/index.ts";
import { excerpt, quoted } from "../../excerpt.ts";
import type { Reference } from "../../reference/index.ts";
import { conditionsOf } from "../conditions.ts";
import type { FlowView, PlacedStep } from "../flow-view.ts";
import { referenceTexts } from "../reference-texts.ts";
import type { Finding, Rule } from "../rule.ts";
import { suggestions } from "../suggestions.ts";

export const referenceUnmapped = {
  code: "reference-unmapped",
  severity: "warning",
  summary: "A step with `inputMappings` reads a key of its input that they do not map.",
  evidence: "I: only what is mapped is in the input; D: child flows, for serviceParams",
  *check(view) {
    const keysOf = mappedKeys();
    const suggest = suggestions();
    for (const { reference, at, path } of stepReferences(view)) {
      const key = keyOf(reference);
      const keys = keysOf(at);
      if (key === undefined || keys === undefined || keys.has(key)) continue;
      const advice = suggest(key, keys, `: add { target: ${excerpt(key)}, source: … } to them.`);
      yield {
        message: `Step ${quoted(at.step.name)} reads $.${excerpt(key)}, but its inputMappings map no ${quoted(key)}${advice}`,
        at,
        path,
      };
    }
  },
} as const satisfies Rule;

interface StepReference {
  readonly reference: Reference;
  readonly at: PlacedStep;
  readonly path: Finding["path"];
}

/** Every reference into a step's own input, and each key once a condition. */
function* stepReferences(view: FlowView): Iterable<StepReference> {
  for (const { parsed, at, path } of referenceTexts(view)) {
    const reference = parsed?.reference;
    if (at !== undefined && reference?.root === "step") yield { reference, at, path };
  }
  for (const { parsed, at, path } of conditionsOf(view).flat()) {
    if (parsed.condition === undefined) continue;
    const seen = new Set<string | undefined>();
    for (const part of partsOf(parsed.condition)) {
      if (part.kind !== "reference" || seen.has(keyOf(part.reference))) continue;
      seen.add(keyOf(part.reference));
      yield { reference: part.reference, at, path };
    }
  }
}

function keyOf({ segments: [first] }: Reference): string | undefined {
  return first?.kind === "key" ? first.name : undefined;
}

/** Which keys the inputMappings of a step map. A dotted target, which nobody documents, may well set the key before its dot. */
function mappedKeys(): (at: PlacedStep) => ReadonlySet<string> | undefined {
  const known = new Map<PlacedStep, ReadonlySet<string>>();
  return (at) => {
    const { inputMappings } = at.step;
    if (inputMappings === undefined) return undefined;
    const keys =
      known.get(at) ?? new Set(inputMappings.map(({ target }) => target.split(/[.[]/, 1)[0] ?? ""));
    known.set(at, keys);
    return keys;
  };
}
