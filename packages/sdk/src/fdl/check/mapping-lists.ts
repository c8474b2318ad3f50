import type { Mappings } from "../tree/index.ts";
import type { PlacedStep } from "./flow-view.ts";
import { perView } from "./per-view.ts";

/** A list of mappings and where it stands. */
export interface MappingList {
  /** The step; none for the flow. */
  readonly at: PlacedStep | undefined;
  readonly attribute: "inputMappings" | "outputMappings" | "errorMappings";
  readonly mappings: Mappings;
}

/** Every list of mappings of a flow. */
export const mappingLists = perView(({ flow, steps }): readonly MappingList[] => {
  const lists: MappingList[] = [];
  const add = (
    attribute: MappingList["attribute"],
    mappings: Mappings | undefined,
    at: PlacedStep | undefined,
  ) => {
    if (mappings !== undefined) lists.push({ at, attribute, mappings });
  };
  add("inputMappings", flow.inputMappings, undefined);
  add("outputMappings", flow.outputMappings, undefined);
  for (const at of steps) {
    add("inputMappings", at.step.inputMappings, at);
    add("outputMappings", at.step.outputMappings, at);
    if (at.step.type === "task") add("errorMappings", at.step.errorMappings, at);
  }
  return lists;
});
