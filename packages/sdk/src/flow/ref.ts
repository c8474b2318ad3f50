import type { Json } from "../contract/json.ts";
import { refuse } from "./refusal.ts";

declare const referenced: unique symbol;

/** A reference to a value of type `T` that exists only while the flow runs. */
export interface RefTo<out T> {
  readonly [referenced]: T;
}

/**
 * A reference whose keys and elements are references in turn: `input.order.id` writes `$input.order.id`.
 *
 * What is possibly missing while the flow runs is a `Ref<… | undefined>`, which no mapping accepts.
 */
export type Ref<T> = RefTo<T> & RefMembers<T>;

type RefMembers<T> =
  NonNullable<T> extends readonly (infer Item)[]
    ? RefItems<NonNullable<T>, Item, Missing<T>>
    : NonNullable<T> extends object
      ? { readonly [Key in keyof NonNullable<T>]-?: Ref<Member<NonNullable<T>[Key]> | Missing<T>> }
      : unknown;

// A list of known length, such as the results of parallel branches, has each of its items at its place.
type RefItems<List, Item, Gap> = List extends readonly [unknown, ...unknown[]]
  ? { readonly [Place in Exclude<keyof List, keyof []>]: Ref<Member<List[Place]> | Gap> }
  : { readonly [index: number]: Ref<Member<Item> | Gap> };

// A schema may know nothing of a value; that it travels as JSON is known all the same.
export type Member<T> = unknown extends T ? Json : T;

type Missing<T> = Extract<T, undefined> | (null extends T ? undefined : never);

const referenceText = Symbol.for("fnfkit.reference");

/** Keys that must not be read, each with the reason. */
export type NoResults = ReadonlyMap<string, string>;

/** What JavaScript asks an object for when it is made a text or JSON. */
const conversions: ReadonlySet<string | symbol> = new Set([
  "toJSON",
  "toString",
  "toLocaleString",
  "valueOf",
]);

/** Makes the reference that `text` writes; reading a key of `noResults` is refused by the name of `rule`. */
export function createRef(text: string, noResults?: NoResults, rule = "result-missing"): RefTo<never> {
  const target = Object.freeze({ [referenceText]: text });
  return new Proxy(target, {
    get(_, key) {
      if (key === referenceText) return text;
      if (key === Symbol.toPrimitive || conversions.has(key)) {
        refuse(
          "reference-in-text",
          `"${text}" cannot be part of a string: FDL builds no strings. Let a function build it.`,
        );
      }
      return typeof key === "symbol" ? undefined : createRef(member(text, key, noResults, rule));
    },
  }) as unknown as RefTo<never>;
}

/** The text of a reference, e.g. `$input.order.id`; nothing when `value` is no reference. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "object" && value !== null
    ? (value as { readonly [referenceText]?: string })[referenceText]
    : undefined;
}

/** Whether FDL can write a reference through the key `key`. */
export function isReferenceKey(key: string): boolean {
  return /^[A-Za-z_]\w*$/.test(key);
}

function member(text: string, key: string, noResults: NoResults | undefined, rule: string): string {
  const reason = noResults?.get(key);
  if (reason !== undefined) refuse(rule, reason);
  if (/^\d+$/.test(key)) return `${text}[${key}]`;
  if (isReferenceKey(key)) return `${text}.${key}`;
  return refuse(
    "reference-key",
    `FDL cannot write a reference through the key "${key}": only letters, digits and "_" can be part of one. If it is a step's result, give the step as: "…".`,
  );
}
