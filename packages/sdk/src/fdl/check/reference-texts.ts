import type { Json } from "../../contract/json.ts";
import {
  isReferenceText,
  isStepReferenceText,
  type ParsedReference,
  parseReference,
} from "../reference/index.ts";
import type { Path } from "../source.ts";
import type { Mappings, TemplateTag } from "../tree/index.ts";
import type { PlacedStep } from "./flow-view.ts";
import { perView } from "./per-view.ts";

/** A string at a place where FDL looks for references. */
export interface ReferenceText {
  readonly text: string;
  /** The step it stands in; none for the flow's own mappings. */
  readonly at?: PlacedStep | undefined;
  /** From that step or the flow downwards. */
  readonly path: Path;
  /** In a mapping `$input`, `$local` and `$context` are references; among a step's parameters `$` is. */
  readonly place: "mapping" | "parameter";
  /** The text as a reference; nothing when FDL takes it for a constant there. */
  readonly parsed: ParsedReference | undefined;
}

/** Every string of a flow that may be a reference. */
export const referenceTexts = perView(({ flow, steps }): readonly ReferenceText[] => {
  const texts: ReferenceText[] = [];
  // The same few references come again and again.
  const known = new Map<string, ParsedReference>();
  const parse = (text: string) => {
    const parsed = known.get(text) ?? parseReference(text);
    known.set(text, parsed);
    return parsed;
  };
  const addMappings = (attribute: string, mappings: Mappings | undefined, at?: PlacedStep) => {
    if (mappings === undefined) return;
    for (let index = 0; index < mappings.length; index++) {
      const text = mappings[index]?.source;
      if (typeof text !== "string") continue;
      const parsed = isReferenceText(text) ? parse(text) : undefined;
      texts.push({ text, at, path: [attribute, index, "source"], place: "mapping", parsed });
    }
  };
  const addParameter = (text: Json | TemplateTag | undefined, at: PlacedStep, path: Path) => {
    if (typeof text !== "string") return;
    const parsed = isStepReferenceText(text) ? parse(text) : undefined;
    texts.push({ text, at, path, place: "parameter", parsed });
  };

  addMappings("inputMappings", flow.inputMappings);
  addMappings("outputMappings", flow.outputMappings);
  for (const at of steps) {
    const { step } = at;
    addMappings("inputMappings", step.inputMappings, at);
    addMappings("outputMappings", step.outputMappings, at);
    if (step.type === "task") {
      addMappings("errorMappings", step.errorMappings, at);
      if (step.serviceParams === undefined) continue;
      for (const [name, value] of Object.entries(step.serviceParams)) {
        addParameter(value, at, ["serviceParams", name]);
      }
    } else if (step.type === "wait") {
      addParameter(step.duration, at, ["duration"]);
      addParameter(step.timestamp, at, ["timestamp"]);
    } else if (step.type === "foreach") {
      addParameter(step.iterationMapping.collection, at, ["iterationMapping", "collection"]);
    }
  }
  return texts;
});
