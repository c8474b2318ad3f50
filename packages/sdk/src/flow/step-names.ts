import { refuse } from "./refusal.ts";

/**
 * The step names of a flow so far, those inside its steps included. Adding one answers a new value; what grows from one
 * value shares one table with it, so that a long flow does not copy its names at every step.
 */
export class StepNames {
  static readonly none = new StepNames(new Map(), 0);

  readonly #places: Map<string, number>;
  readonly #count: number;

  private constructor(places: Map<string, number>, count: number) {
    this.#places = places;
    this.#count = count;
  }

  /** With one more; refuses one that is taken. */
  with(name: string): StepNames {
    const place = this.#places.get(name);
    if (place !== undefined && place < this.#count) {
      refuse(
        "step-name-duplicate",
        `The step name "${name}" is taken: every step of a flow needs its own, those inside other steps included.`,
      );
    }
    // The table may have grown further from here before: then that growth is another flow's.
    const shared = this.#places.size === this.#count && this !== StepNames.none;
    const places = shared ? this.#places : new Map([...this.#places].slice(0, this.#count));
    places.set(name, this.#count);
    return new StepNames(places, this.#count + 1);
  }
}
