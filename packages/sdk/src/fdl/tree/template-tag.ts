import type { Json } from "../../contract/json.ts";

/**
 * A tag that a deployment tool resolves before the service sees the flow: `!Ref shop/audit` is
 * `{ tag: "!Ref", value: "shop/audit" }`. `parseFlow` keeps tags on request; `templateTag` makes one.
 */
export type TemplateTag = {
  /** With its exclamation mark, e.g. `!Ref`. */
  readonly tag: string;
  readonly value: Json;
};
