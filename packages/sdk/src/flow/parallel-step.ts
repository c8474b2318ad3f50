import { limits } from "../fdl/shape/index.ts";
import type { Branch, ParallelStep } from "../fdl/tree/index.ts";
import { listOutput } from "./list-output.ts";
import { refuse } from "./refusal.ts";
import type { LooseMap } from "./scope.ts";
import {
  type Container,
  containerBase,
  type LooseContainerOptions,
  ownNoResults,
  type Site,
} from "./site.ts";
import type { StepNames } from "./step-names.ts";

/** The parallel step that `build` describes, on the builder it is given. */
export function parallelStep(
  site: Site,
  options: LooseContainerOptions,
  build: (all: Branches) => unknown,
): Container<ParallelStep> {
  const base = containerBase(options, site);
  const start = new Branches(site, options, { branches: [], names: site.names });
  const branches = build(start);
  if (!(branches instanceof Branches) || !branches.grewFrom(site)) {
    return refuse("builder-foreign", "Return the branches: (all) => all.branch(…).branch(…).");
  }
  return branches.finish(base);
}

interface Gathered {
  readonly branches: readonly Branch[];
  readonly output?: LooseMap;
  readonly names: StepNames;
}

/** The branches of a parallel step so far. */
class Branches {
  readonly #site: Site;
  readonly #options: LooseContainerOptions;
  readonly #gathered: Gathered;

  constructor(site: Site, options: LooseContainerOptions, gathered: Gathered) {
    this.#site = site;
    this.#options = options;
    this.#gathered = gathered;
  }

  branch(build: unknown): Branches {
    const { branches, names } = this.#gathered;
    const input = ownNoResults(this.#options, this.#site);
    const series = this.#site.series(["branches", branches.length, "steps"], names, input, build);
    return this.#with({
      branches: [...branches, Object.freeze({ steps: series.steps })],
      names: series.names,
    });
  }

  output(map: LooseMap): Branches {
    return this.#with({ output: map });
  }

  grewFrom(site: Site): boolean {
    return this.#site === site;
  }

  finish(base: ReturnType<typeof containerBase>): Container<ParallelStep> {
    const { branches, output, names } = this.#gathered;
    if (branches.length === 0 || branches.length > limits.branches) {
      refuse(
        "branches-number",
        `A parallel step has ${branches.length} branches, but must have 1 to ${limits.branches}.`,
      );
    }
    const step: ParallelStep = {
      type: "parallel",
      ...base,
      branches: Object.freeze(branches),
      ...listOutput(this.#site, this.#options, output),
    };
    return { step: Object.freeze(step), names };
  }

  #with(change: Partial<Gathered>): Branches {
    return new Branches(this.#site, this.#options, { ...this.#gathered, ...change });
  }
}
