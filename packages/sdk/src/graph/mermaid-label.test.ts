import { expect, test } from "vitest";
import { mermaidLabel } from "./mermaid-label.ts";

test("plain words stay as they are", () => {
  expect(mermaidLabel(["audit", "function shop.prod/audit"])).toBe("audit<br/>function shop.prod/audit");
});

test.each([
  ['say "yes"', "say #quot;yes#quot;"],
  ["#35;", "#35;35;"],
  ["<b>", "#60;b>"],
  ["a && b & c", "a && b & c"],
  ["&lt;", "#38;lt;"],
  ["%%{init}%%", "#37;#37;{init}#37;#37;"],
  ["snake_case _x_", "snake_case #95;x#95;"],
  ["$.a > 1 || $.b[0] == `x`", "$.a > 1 || $.b[0] == #96;x#96;"],
  ["1. item", "#49;. item"],
  ["12) item", "#49;2) item"],
  ["1.5 hours", "#49;.5 hours"],
  ["- item", "#45; item"],
  ["mind the style", "mind the #115;tyle"],
  ["$$x$$", "$#8288;$x$#8288;$"],
  ["two\n\tlines", "two lines"],
  ["half \uD83D", "half  "],
  ["\u202Eright to left", " right to left"],
])("%j is written %s", (text, label) => {
  expect(mermaidLabel([text])).toBe(label);
});

test("a long line is cut after 79 characters, and never through a character", () => {
  expect(mermaidLabel(["x".repeat(80)])).toBe("x".repeat(80));
  expect(mermaidLabel(["x".repeat(81)])).toBe(`${"x".repeat(79)}…`);
  expect(mermaidLabel([`${"x".repeat(78)}😀😀`])).toBe(`${"x".repeat(78)}…`);
});

test("there is always something to read", () => {
  expect(mermaidLabel([""])).toBe(" ");
});
