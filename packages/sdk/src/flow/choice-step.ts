import { waysOf } from "../fdl/shape/index.ts";
import type { Choice, ChoiceStep, Mappings, Step, Way } from "../fdl/tree/index.ts";
import { conditionText, type LooseCondition } from "./condition-text.ts";
import { mapping, mappingsOf } from "./mappings.ts";
import { refuse } from "./refusal.ts";
import { resultKey } from "./result-key.ts";
import { createScope, type LooseMap } from "./scope.ts";
import {
  type Container,
  containerBase,
  type LooseContainerOptions,
  ownNoResults,
  type Site,
} from "./site.ts";
import type { StepNames } from "./step-names.ts";

/** The choice step that `build` describes, on the builder it is given. */
export function choiceStep(
  site: Site,
  options: LooseContainerOptions,
  build: (when: Ways) => unknown,
): Container<ChoiceStep> {
  const base = containerBase(options, site);
  const start = new Ways(site, options, { choices: [], names: site.names });
  const ways = build(start);
  if (!(ways instanceof Ways) || !ways.grewFrom(site)) {
    return refuse("builder-foreign", "Return the ways: (when) => when.if(…).else(…).");
  }
  return ways.finish(base);
}

interface Gathered {
  readonly choices: readonly Choice[];
  readonly otherwise?: Way;
  readonly output?: LooseMap;
  readonly names: StepNames;
}

/** The ways of a choice so far. */
class Ways {
  readonly #site: Site;
  readonly #options: LooseContainerOptions;
  readonly #gathered: Gathered;

  constructor(site: Site, options: LooseContainerOptions, gathered: Gathered) {
    this.#site = site;
    this.#options = options;
    this.#gathered = gathered;
  }

  if(condition: LooseCondition, build: unknown): Ways {
    const { choices } = this.#gathered;
    const place = ["choices", choices.length];
    const text = this.#site.at([...place, "condition"], () =>
      conditionText(condition, ownNoResults(this.#options, this.#site)),
    );
    const { way, names } = this.#way(place, build);
    return this.#with({ choices: [...choices, Object.freeze({ condition: text, ...way })], names });
  }

  else(build: unknown): Ways {
    const { way, names } = this.#way(["default"], build);
    return this.#with({ otherwise: way, names });
  }

  output(map: LooseMap): Ways {
    return this.#with({ output: map });
  }

  grewFrom(site: Site): boolean {
    return this.#site === site;
  }

  finish(base: ReturnType<typeof containerBase>): Container<ChoiceStep> {
    const { choices, otherwise, names } = this.#gathered;
    if (choices.length === 0) refuse("choice-empty", "A choice takes at least one way: when.if(…).");
    const ways: ChoiceStep = {
      type: "choice",
      ...base,
      choices: Object.freeze(choices),
      ...(otherwise !== undefined && { default: otherwise }),
    };
    const outputMappings = this.#outputMappings(ways);
    return {
      step: Object.freeze({ ...ways, ...(outputMappings !== undefined && { outputMappings }) }),
      names,
    };
  }

  #way(place: (string | number)[], build: unknown): { way: Way; names: StepNames } {
    const input = ownNoResults(this.#options, this.#site);
    const { steps, goto, names } = this.#site.series([...place, "steps"], this.#gathered.names, input, build);
    const way = Object.freeze({ ...(steps.length > 0 && { steps }), ...(goto !== undefined && { goto }) });
    return { way, names };
  }

  #outputMappings(ways: ChoiceStep): Mappings | undefined {
    const { output } = this.#gathered;
    if (output !== undefined) {
      const scope = createScope({ input: ownNoResults(this.#options, this.#site) });
      return this.#site.at(["outputMappings"], () => Object.freeze(mappingsOf(output(scope))));
    }
    if (this.#options.output === "merge" || !putsOut(ways)) return undefined;
    return Object.freeze([mapping(resultKey(this.#site.name, this.#options.as), createScope().local)]);
  }

  #with(change: Partial<Gathered>): Ways {
    return new Ways(this.#site, this.#options, { ...this.#gathered, ...change });
  }
}

/** Whether a step can put out anything: a choice that only leads to other steps keeps no result. */
export function putsOut(step: Step): boolean {
  if (step.outputMappings !== undefined) return step.outputMappings.length > 0;
  if (step.type === "choice") return waysOf(step).some(({ way }) => (way.steps ?? []).some(putsOut));
  return step.type === "task";
}
