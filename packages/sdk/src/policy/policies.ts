import type { Path } from "../fdl/source.ts";
import type { PolicyDocument, TrustPolicy } from "./policy-document.ts";
import type { UnresolvedTask } from "./unresolved.ts";

/** What roles must be allowed for a flow to run, and nothing beyond it. */
export interface RequiredPolicies {
  /** The role that the flow is deployed with. */
  readonly flowRole: FlowRole;
  /** The roles of functions that report to the flow, in the order in which the flow calls them; other functions need nothing. */
  readonly functionRoles: readonly FunctionRole[];
  /** Callbacks by somebody whom the flow does not name: whoever takes the message, or what the sub-flow does. */
  readonly reporters: readonly Reporter[];
  /** Tasks that no policy here covers. */
  readonly unresolved: readonly UnresolvedTask[];
}

/** A flow's role. */
export interface FlowRole {
  readonly trust: TrustPolicy;
  /** Absent when the flow calls nothing that can be granted. */
  readonly policy?: PolicyDocument;
}

/** A role of Function Compute: of a service in FC 2.0, of a function in FC 3.0. */
export interface FunctionRole {
  /** The service or function that has the role, e.g. `acs:fc:cn-hangzhou:123456789:services/shop`. */
  readonly of: string;
  /** The resource names of its functions that report, with their qualifiers. */
  readonly functions: readonly string[];
  readonly trust: TrustPolicy;
  /** `fnf:ReportTaskSucceeded` and `fnf:ReportTaskFailed`; they know no single resources. */
  readonly policy: PolicyDocument;
}

/** A step that waits until somebody with these rights reports its token. */
export interface Reporter {
  readonly step: string;
  /** Where the step stands in the flow. */
  readonly path: Path;
  readonly policy: PolicyDocument;
}
