import type { FunctionTarget } from "../contract/function-contract.ts";
import type { Grant } from "./grants.ts";
import type { UnresolvedReason } from "./unresolved.ts";

/** What a task takes to run. */
export interface TaskNeeds extends CallNeeds {
  /** Who reports the task's end: a function of this region and account, or somebody whom the flow does not name. */
  readonly reporter?: FunctionTarget | "somebody";
}

/** What the call itself takes. */
export interface CallNeeds {
  /** For the role of the flow. */
  readonly grants: readonly Grant[];
  readonly unresolved?: Unresolved;
}

/** Why nothing is granted, and the actions that somebody has to grant, as far as they are known. */
export interface Unresolved {
  readonly reason: UnresolvedReason;
  readonly actions: readonly string[];
}

/** No grants, and why. */
export function unresolved(reason: UnresolvedReason, actions: readonly string[] = []): CallNeeds {
  return { grants: [], unresolved: { reason, actions } };
}

/** The grants if their resources are named exactly. */
export function grantedIf(isExact: boolean, grants: readonly Grant[]): CallNeeds {
  return isExact
    ? { grants }
    : unresolved(
        "not-exact",
        grants.map(({ action }) => action),
      );
}
