import type { JsonObject } from "@fnfkit/sdk/contract";

/** Conditions as texts, and as what they mean; nothing for one that cannot be read. */
export const conditions: { readonly [text: string]: ((input: JsonObject) => boolean) | undefined } = {
  true: () => true,
  false: () => false,
  "$.a == 0": ({ a }) => a === 0,
  "$.a == 1 || $.none": ({ a, none }) => a === 1 || none === true,
  "$.item > 0": ({ item }) => typeof item === "number" && item > 0,
  "$.item == 2": ({ item }) => item === 2,
  "$.n < 3": ({ n }) => typeof n === "number" && n < 3,
  "$.a >": undefined,
};
