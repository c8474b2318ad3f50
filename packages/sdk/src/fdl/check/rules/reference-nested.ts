import type { Json } from "../../../contract/json.ts";
import { quoted } from "../../excerpt.ts";
import { isReferenceText, isStepReferenceText, parseReference } from "../../reference/index.ts";
import type { Path } from "../../source.ts";
import type { TemplateTag } from "../../tree/index.ts";
import type { FlowView, PlacedStep } from "../flow-view.ts";
import { mappingLists } from "../mapping-lists.ts";
import { nestedStrings } from "../nested-strings.ts";
import type { Rule } from "../rule.ts";
import { subjectOf } from "../subject.ts";

export const referenceNested = {
  code: "reference-nested",
  severity: "warning",
  summary: "A reference inside an object or an array, where it is not resolved.",
  evidence: "I: no sample has one; only whole values are references",
  *check(view) {
    for (const { at, constant, path, isReference } of constants(view)) {
      for (const { text, path: inner } of nestedStrings(constant)) {
        if (!isReference(text)) continue;
        yield {
          message: `${subjectOf(at)} has ${quoted(text)} inside a constant, where it stays the text it is: give it a mapping of its own.`,
          at,
          path: [...path, ...inner],
        };
      }
    }
  },
} as const satisfies Rule;

interface Constant {
  readonly at: PlacedStep | undefined;
  readonly constant: Json | TemplateTag;
  readonly path: Path;
  /** Whether a string would be a reference if it stood in the constant's place. */
  readonly isReference: (text: string) => boolean;
}

function* constants(view: FlowView): Iterable<Constant> {
  for (const { at, attribute, mappings } of mappingLists(view)) {
    for (const [index, { source }] of mappings.entries()) {
      if (typeof source !== "object") continue;
      yield { at, constant: source, path: [attribute, index, "source"], isReference: isMappingReference };
    }
  }
  for (const at of view.tasks) {
    for (const [name, value] of Object.entries(at.step.serviceParams ?? {})) {
      if (typeof value !== "object") continue;
      yield { at, constant: value, path: ["serviceParams", name], isReference: isParameterReference };
    }
  }
}

function isMappingReference(text: string): boolean {
  return isReferenceText(text) && parseReference(text).error === undefined;
}

/** A lone `$` is as likely a currency. */
function isParameterReference(text: string): boolean {
  return isStepReferenceText(text) && text !== "$" && parseReference(text).error === undefined;
}
