import type { Severity } from "../../errors/flow-definition-error.ts";
import type { Path } from "../source.ts";
import type { ParseCode } from "./parse-codes.ts";

/** A diagnostic that does not know its line and column yet. */
export interface Problem {
  readonly code: ParseCode;
  readonly severity: Severity;
  readonly message: string;
  readonly path: Path;
  /** Whether the key at `path` is wrong, or the value under it. Default: the value. */
  readonly part?: "key";
  /** Where in the text it is, when the path cannot say. */
  readonly offset?: number;
}

/** What a problem is about beside its path. */
export type ProblemPlace = Pick<Problem, "part" | "offset">;
