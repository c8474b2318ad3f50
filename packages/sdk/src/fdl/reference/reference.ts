/**
 * What a reference starts from: a scope of a mapping (`$input`, `$local`, `$context`), or the step's own input (`$`)
 * in a task's `serviceParams` and in a `wait`.
 */
export type ReferenceRoot = "input" | "local" | "context" | "step";

/** One move of a reference into a value. */
export type Segment =
  /** `.name`: the value under a key of an object. */
  | { readonly kind: "key"; readonly name: string }
  /** `[0]`: one item of an array. */
  | { readonly kind: "index"; readonly index: number }
  /** `[*]`: every item of an array. */
  | { readonly kind: "wildcard" };

/** A reference, parsed: `$input.lines[0].sku` is the root `input` and the segments `lines`, `0` and `sku`. */
export interface Reference {
  readonly root: ReferenceRoot;
  readonly segments: readonly Segment[];
}

/** How each root is written. */
export const rootTexts: { readonly [Root in ReferenceRoot]: string } = {
  input: "$input",
  local: "$local",
  context: "$context",
  step: "$",
};
