import type { Mappings } from "./mapping.ts";

/** What every step has. */
export interface StepBase {
  /** Unique in the whole flow: letters, digits, `_` and `-`, first a letter or `_`, at most 128 characters. */
  readonly name: string;
  /** From the parent's `$input` and `$local` to the step's input. Absent: the parent's input merged with its local. */
  readonly inputMappings?: Mappings;
  /** From the step's `$input` and `$local` to its output. Absent: the step's local. */
  readonly outputMappings?: Mappings;
}

/** What a step has that may be the last of its series. */
export interface EndableStep extends StepBase {
  /** Whether the series ends after this step. Default `false`. */
  readonly end?: boolean;
}
