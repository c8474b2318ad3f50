import type { Json } from "../../contract/json.ts";
import type { TemplateTag } from "../tree/index.ts";

const brand = Symbol.for("fnfkit.templateTag");

/**
 * Makes a tag that a deployment tool resolves before the service sees the flow.
 *
 * The mark that tells it from a constant with the same keys is lost in a copy by JSON.
 *
 * @example
 * templateTag("!Ref", "shop/audit"); // printFlow writes: !Ref shop/audit
 */
export function templateTag(tag: string, value: Json): TemplateTag {
  return Object.freeze(Object.defineProperty({ tag, value }, brand, { value: true }));
}

/** Whether a value of a flow is a tag made by {@link templateTag} or kept by `parseFlow`. */
export function isTemplateTag(value: unknown): value is TemplateTag {
  return typeof value === "object" && value !== null && brand in value;
}
