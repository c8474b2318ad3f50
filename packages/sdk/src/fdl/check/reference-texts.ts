import type { Json } from "../../contract/json.ts";
import type { Path } from "../source.ts";
import type { Mappings } from "../tree/index.ts";
import type { FlowView } from "./flow-view.ts";

/** A string at a place where FDL looks for references. */
export interface ReferenceText {
  readonly text: string;
  readonly path: Path;
  /** In a mapping `$input`, `$local` and `$context` are references; among a step's parameters `$` is. */
  readonly place: "mapping" | "parameter";
}

/** Every string of a flow that may be a reference. */
export function referenceTexts({ flow, steps }: FlowView): readonly ReferenceText[] {
  const texts: ReferenceText[] = [];
  const add = (place: ReferenceText["place"], path: Path, value: Json | undefined) => {
    if (typeof value === "string") texts.push({ text: value, path, place });
  };
  const addMappings = (path: Path, mappings: Mappings = []) => {
    for (const [index, { source }] of mappings.entries()) add("mapping", [...path, index, "source"], source);
  };

  addMappings(["inputMappings"], flow.inputMappings);
  addMappings(["outputMappings"], flow.outputMappings);
  for (const { step, path } of steps) {
    addMappings([...path, "inputMappings"], step.inputMappings);
    addMappings([...path, "outputMappings"], step.outputMappings);
    if (step.type === "task") {
      addMappings([...path, "errorMappings"], step.errorMappings);
      for (const [name, value] of Object.entries(step.serviceParams ?? {})) {
        add("parameter", [...path, "serviceParams", name], value);
      }
    } else if (step.type === "wait") {
      add("parameter", [...path, "duration"], step.duration);
      add("parameter", [...path, "timestamp"], step.timestamp);
    }
  }
  return texts;
}
