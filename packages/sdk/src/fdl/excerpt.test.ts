import { describe, expect, it } from "vitest";
import { excerpt, quoted } from "./excerpt.ts";

describe("a text in a message", () => {
  it("is whole when it is short", () => {
    expect(excerpt("a".repeat(60))).toBe("a".repeat(60));
    expect(quoted("pay")).toBe('"pay"');
  });

  it("is cut when it is long, and never inside a character", () => {
    expect(excerpt("a".repeat(400_000))).toBe(`${"a".repeat(60)}…`);
    expect(excerpt(`${"a".repeat(59)}😀b`)).toBe(`${"a".repeat(59)}…`);
    expect(excerpt(`${"a".repeat(58)}😀b`)).toBe(`${"a".repeat(58)}😀…`);
  });
});
