import type { Json } from "../contract/json.ts";
import { isReferenceText, isStepReferenceText } from "../fdl/reference/index.ts";
import type { Mapping, Mappings, TemplateTag } from "../fdl/tree/index.ts";
import { constant, mapping } from "./mappings.ts";
import { isReferenceKey, textOf } from "./ref.ts";
import { refuse } from "./refusal.ts";

/** What can be done when the author needs the key under which the task token would travel. */
export const otherTokenKey = 'The task token can have another key, which the step names: token: "…".';

/** A task's input while it is put together: what the author maps into it, and what the called service needs in it. */
export class StepInput {
  readonly #own: Mappings;
  readonly #mappings: Mapping[];

  constructor(own: Mappings = []) {
    this.#own = own;
    this.#mappings = [...own];
  }

  get mappings(): Mappings {
    return this.#mappings;
  }

  /** Maps what the step itself needs; refuses a key that the author uses, and says what else can be done. */
  add(target: string, source: unknown, wayOut = "Name another key for one of them."): void {
    if (this.#mappings.some((own) => own.target === target)) {
      refuse("mapping-duplicate", `The input maps "${target}", which the step itself needs. ${wayOut}`);
    }
    this.#mappings.push(mapping(target, source));
  }

  /** A parameter of the service: a constant as it is, a reference mapped under `key` unless the author maps it already. */
  parameter(key: string, value: unknown): Json | TemplateTag {
    const text = textOf(value);
    if (text === undefined) return constant(value, key, isStepReferenceText);
    if (!isReferenceText(text)) return text;
    const mapped = this.#own.find(({ target, source }) => source === text && isReferenceKey(target));
    if (mapped === undefined) this.add(key, value);
    return `$.${mapped?.target ?? key}`;
  }
}
