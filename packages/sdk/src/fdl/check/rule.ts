import type { Severity } from "../../errors/flow-definition-error.ts";
import type { Path } from "../source.ts";
import type { FlowView } from "./flow-view.ts";

/** One thing a rule found. */
export interface Finding {
  /** What is wrong and what to do. */
  readonly message: string;
  readonly path: Path;
}

/**
 * One rule about flows.
 *
 * It is an `error` only where the service's documents say that it refuses such a flow, or that such a flow cannot run.
 */
export interface Rule {
  /** Stable: users name it. */
  readonly code: string;
  readonly severity: Severity;
  check(view: FlowView): Iterable<Finding>;
}
