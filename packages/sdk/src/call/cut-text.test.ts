import fc from "fast-check";
import { expect, test } from "vitest";
import { cutText } from "./cut-text.ts";

test("a cut text is a beginning of the text, no longer than allowed, and never ends in half a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
      const cut = cutText(text, limit);

      expect(text.startsWith(cut)).toBe(true);
      expect(cut.length).toBeLessThanOrEqual(limit);
      expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, limit) - 1);
      // encodeURI refuses half a character.
      expect(() => encodeURI(cut)).not.toThrow();
    }),
  );
});

test("a character that does not fit whole is left out", () => {
  expect(cutText("ab😀", 3)).toBe("ab");
  expect(cutText("ab😀", 4)).toBe("ab😀");
});
