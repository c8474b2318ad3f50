import type { Json, JsonObject } from "@fnfkit/sdk/contract";

/** What becomes of one call of a service. */
export type Reply =
  | { readonly kind: "answers"; readonly result: Json; readonly afterSeconds?: number }
  | { readonly kind: "fails"; readonly error: string }
  /** It takes the call, and never says more. */
  | { readonly kind: "accepts" };

/** Services by name: what a call gets depends on its input and on which attempt it is, on nothing else. */
export const services: { readonly [name: string]: (input: JsonObject, attempt: number) => Reply } = {
  answers: () => ({ kind: "answers", result: { a: 1 } }),
  slow: () => ({ kind: "answers", result: { a: "late" }, afterSeconds: 7 }),
  counts: ({ n }) => ({ kind: "answers", result: { n: typeof n === "number" ? n + 1 : 1 } }),
  array: () => ({ kind: "answers", result: [] }),
  flaky: (_input, attempt) =>
    attempt === 1 ? { kind: "fails", error: "Broken" } : { kind: "answers", result: { b: attempt } },
  fails: () => ({ kind: "fails", error: "Broken" }),
  accepts: () => ({ kind: "accepts" }),
};
