import { type Reference, rootTexts, type Segment } from "./reference.ts";

/** Writes a reference as FDL has it; `parseReference` reads the same reference back. */
export function formatReference({ root, segments }: Reference): string {
  return rootTexts[root] + segments.map(formatSegment).join("");
}

function formatSegment(segment: Segment): string {
  switch (segment.kind) {
    case "key":
      return `.${segment.name}`;
    case "index":
      return `[${segment.index}]`;
    case "wildcard":
      return "[*]";
  }
}
