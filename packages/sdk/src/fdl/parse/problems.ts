import type { Path } from "../source.ts";
import type { ParseCode } from "./parse-codes.ts";
import type { Problem, ProblemPlace } from "./problem.ts";

// A text of a megabyte can hold half a million mistakes; nobody reads more than the first few.
const mostKept = 1_000;

/** Gathers problems: all are counted, the first thousand errors and the first thousand warnings are kept. */
export class Problems {
  readonly kept: Problem[] = [];
  errors = 0;
  warnings = 0;

  /** `message` is asked for only when the problem is kept. */
  error(code: ParseCode, path: Path, message: () => string, place: ProblemPlace = {}): void {
    this.errors += 1;
    if (this.errors > mostKept) return;
    this.kept.push({ code, severity: "error", message: message(), path: [...path], ...place });
  }

  /** `message` is asked for only when the problem is kept. */
  warning(code: ParseCode, path: Path, message: () => string, place: ProblemPlace = {}): void {
    this.warnings += 1;
    if (this.warnings > mostKept) return;
    this.kept.push({ code, severity: "warning", message: message(), path: [...path], ...place });
  }
}
