import { describe, expect, it } from "vitest";
import { ConfigurationError } from "../../errors/configuration-error.ts";
import { templateTag } from "./template-tag.ts";

describe("templateTag", () => {
  it.each(["!Ref", "!Fn::Join", "!a", "!get-att.v2/x"])("makes the tag %s", (tag) => {
    expect(templateTag(tag, "shop/audit")).toEqual({ tag, value: "shop/audit" });
  });

  it.each(["Ref", "!", "", "!!int", "! Ref", "!Ref a", "!Ref\n", "![a]", "!步"])("refuses %j", (tag) => {
    expect(() => templateTag(tag, 1)).toThrow(ConfigurationError);
  });
});
