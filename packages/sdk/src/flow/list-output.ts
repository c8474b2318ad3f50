import type { Mappings } from "../fdl/tree/index.ts";
import { mapping, mappingsOf } from "./mappings.ts";
import { resultKey } from "./result-key.ts";
import { createScope, type LooseMap } from "./scope.ts";
import { type LooseContainerOptions, ownNoResults, type Site } from "./site.ts";

/** What a step puts out whose result is a list. FDL drops such a result unless it is mapped. */
export function listOutput(
  site: Site,
  options: LooseContainerOptions,
  output: LooseMap | undefined,
): { readonly outputMappings?: Mappings } {
  if (output !== undefined) {
    const scope = createScope({ input: ownNoResults(options, site) });
    return { outputMappings: site.at(["outputMappings"], () => Object.freeze(mappingsOf(output(scope)))) };
  }
  if (options.output === "none") return {};
  return { outputMappings: Object.freeze([mapping(resultKey(site.name, options.as), createScope().local)]) };
}
