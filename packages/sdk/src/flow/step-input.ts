import type { Json } from "../contract/json.ts";
import { isStepReferenceText } from "../fdl/reference/index.ts";
import type { Mapping, Mappings, TemplateTag } from "../fdl/tree/index.ts";
import { constant, mapping } from "./mappings.ts";
import { isReferenceKey, textOf } from "./ref.ts";
import { refuse } from "./refusal.ts";

/** A task's input while it is put together: what the author maps into it, and what the called service needs in it. */
export class StepInput {
  readonly #mappings: Mapping[];

  constructor(own: Mappings = []) {
    this.#mappings = [...own];
  }

  get mappings(): Mappings {
    return this.#mappings;
  }

  /** Maps what the step itself needs; refuses a key that the author uses. */
  add(target: string, source: unknown): void {
    if (this.#mappings.some((own) => own.target === target)) {
      refuse(
        "mapping-duplicate",
        `The input maps "${target}", which the step itself needs. Name another key for one of them.`,
      );
    }
    this.#mappings.push(mapping(target, source));
  }

  /** A parameter of the service: a constant as it is, a reference mapped under `key` unless the input maps it already. */
  parameter(key: string, value: unknown): Json | TemplateTag {
    const text = textOf(value);
    if (text === undefined) return constant(value, key, isStepReferenceText);
    const mapped = this.#mappings.find(({ target, source }) => source === text && isReferenceKey(target));
    if (mapped === undefined) this.add(key, value);
    return `$.${mapped?.target ?? key}`;
  }
}
