import type { LineCounter } from "yaml";
import type { Position } from "../source.ts";

/** The line and the column of a character. */
export function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
