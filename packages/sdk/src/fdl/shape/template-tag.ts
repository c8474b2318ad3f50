import type { Json } from "../../contract/json.ts";
import { ConfigurationError } from "../../errors/configuration-error.ts";
import { quoted } from "../excerpt.ts";
import type { TemplateTag } from "../tree/index.ts";

const brand = Symbol.for("fnfkit.templateTag");

/**
 * Makes a tag that a deployment tool resolves before the service sees the flow.
 *
 * The mark that tells it from a constant with the same keys is lost in a copy by JSON.
 *
 * @throws ConfigurationError when `tag` is not `!` and a name of ASCII letters, digits and `_ . : / -`
 * @example
 * templateTag("!Ref", "shop/audit"); // printFlow writes: !Ref shop/audit
 */
export function templateTag(tag: string, value: Json): TemplateTag {
  if (!isTag(tag)) {
    throw new ConfigurationError(
      `Failed to make a template tag: ${quoted(String(tag))} must be "!" and a name, as in "!Ref" or "!Fn::Join".`,
    );
  }
  return Object.freeze(Object.defineProperty({ tag, value }, brand, { value: true }));
}

/** Whether a text is a tag of a tool's own, such as `!Ref`, and none of YAML's. */
export function isTag(text: unknown): text is string {
  return typeof text === "string" && /^![A-Za-z0-9_][\w.:/-]*$/.test(text);
}

/** Whether a value of a flow is a tag made by {@link templateTag} or kept by `parseFlow`. */
export function isTemplateTag(value: unknown): value is TemplateTag {
  return typeof value === "object" && value !== null && brand in value;
}
