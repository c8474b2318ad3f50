import { parseReference } from "../fdl/reference/index.ts";
import type { ForeachStep, IterationMapping } from "../fdl/tree/index.ts";
import { listOutput } from "./list-output.ts";
import { isReferenceKey, type NoResults, textOf } from "./ref.ts";
import { refuse } from "./refusal.ts";
import { createOwnScope, type LooseMap, type OwnScope } from "./scope.ts";
import {
  type Container,
  containerBase,
  type LooseContainerOptions,
  ownNoResults,
  type Site,
} from "./site.ts";

/** The options of a foreach step, whatever their types were. */
export interface LooseForeachOptions extends LooseContainerOptions {
  readonly collection: (scope: OwnScope<never>) => unknown;
  readonly item: string;
  readonly index?: string;
}

/** The foreach step whose iterations `build` describes, on the builder it is given. */
export function foreachStep(
  site: Site,
  options: LooseForeachOptions,
  build: unknown,
  output?: LooseMap,
): Container<ForeachStep> {
  const base = containerBase(options, site);
  const own = ownNoResults(options, site);
  const iterationMapping = site.at(["iterationMapping"], () => iterationOf(options, own));
  const inside = new Map(own);
  inside.delete(options.item);
  if (options.index !== undefined) inside.delete(options.index);
  const { steps, names } = site.series(["steps"], site.names, inside, build);
  const step: ForeachStep = {
    type: "foreach",
    ...base,
    iterationMapping,
    steps,
    ...listOutput(site, options, output),
  };
  return { step: Object.freeze(step), names };
}

function iterationOf({ collection, item, index }: LooseForeachOptions, own: NoResults): IterationMapping {
  const text = textOf(collection(createOwnScope(own)));
  const reference = parseReference(text ?? "").reference;
  if (text === undefined || reference?.root !== "step") {
    return refuse(
      "collection-form",
      "collection must return a reference into the step's own input: ({ input }) => input.lines. Map what is not in it with input: ….",
    );
  }
  for (const key of index === undefined ? [item] : [item, index]) {
    if (isReferenceKey(key)) continue;
    refuse(
      "iteration-key",
      `FDL cannot refer to the key "${key}": name item and index with letters, digits and "_", first no digit.`,
    );
  }
  if (item === index) {
    refuse("iteration-key", `Item and index need keys of their own, but both are "${item}".`);
  }
  return Object.freeze({ collection: text, item, ...(index !== undefined && { index }) });
}
