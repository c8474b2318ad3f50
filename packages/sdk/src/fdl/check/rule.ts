import type { Severity } from "../../errors/flow-definition-error.ts";
import type { Path } from "../source.ts";
import type { FlowView, PlacedStep } from "./flow-view.ts";
import type { RuleCode } from "./rule-code.ts";

/** One thing a rule found. */
export interface Finding {
  /** What is wrong and what to do. */
  readonly message: string;
  /** The step it is about; none when it is the flow itself. */
  readonly at?: PlacedStep | undefined;
  /** Where, from that step (or the flow) downwards; `[]` is the step itself. */
  readonly path: Path;
}

/**
 * One rule about flows, with its examples beside it: `CODE.bad.flow.yml` and `CODE.good.flow.yml`.
 *
 * It is an `error` only where the service's documents say that it refuses such a flow, or that such a flow cannot run.
 */
export interface Rule {
  /** Stable: users name it. One of {@link RuleCode}, which lists them all. */
  readonly code: RuleCode;
  readonly severity: Severity;
  /** What it finds, in one line for the table of all rules. */
  readonly summary: string;
  /**
   * What it rests on, e.g. `D: parallel steps`. D: a page of the service's documents says so; S: the vendor's tools or
   * samples show it; I: it follows from those; R: recalled; U: nothing is said.
   */
  readonly evidence: `${"D" | "S" | "I" | "R" | "U"}: ${string}`;
  check(view: FlowView): Iterable<Finding>;
}
