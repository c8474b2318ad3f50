import type { Path } from "../fdl/source.ts";
import type { TaskStep } from "../fdl/tree/index.ts";
import type { Unresolved } from "./needs.ts";

/**
 * Why it cannot be said what a task must be allowed.
 *
 * - `template-tag`: only a deployment tool knows what the tag stands for
 * - `unknown-target`: no document says what the `resourceArn` or `action` calls
 * - `two-targets`: both `resourceArn` and `action` are there, and no document says which is called
 * - `not-exact`: a wildcard or a placeholder stands where a name should; granted as it is it would allow more than is called
 * - `resource-in-parameters`: the action is one that a `resourceArn` can call too, and only its parameters say on what
 * - `action-resource-unknown`: the action may know single resources, and it is not certain which it needs
 */
export type UnresolvedReason =
  | "template-tag"
  | "unknown-target"
  | "two-targets"
  | "not-exact"
  | "resource-in-parameters"
  | "action-resource-unknown";

/** A task of which it cannot be said what it must be allowed. */
export interface UnresolvedTask {
  readonly step: string;
  /** Where the step stands in the flow. */
  readonly path: Path;
  readonly reason: UnresolvedReason;
  /** The `Action` of the statement to grant by hand, e.g. `["ecs:DeleteInstance"]`; empty when it is not known. Its resources are to be chosen. */
  readonly actions: readonly string[];
  /** What to do about it. */
  readonly message: string;
}

const advice: { readonly [Reason in UnresolvedReason]: string } = {
  "template-tag":
    "which only a deployment tool can resolve: ask again about the resolved flow, or grant it by hand",
  "unknown-target": "of which nothing is known: correct it, or grant it by hand",
  "two-targets": "and nothing says which of the two: leave one out, or grant it by hand",
  "not-exact": "which is no plain name: write the name itself, or grant it by hand",
  "resource-in-parameters":
    "and only its serviceParams say on what: call it by its resourceArn, or grant it by hand on exactly that",
  "action-resource-unknown":
    "and its resources are not certain: grant it by hand, on exactly those that it needs",
};

/** Which step, what it calls, and what to do. */
export function unresolvedMessage(task: TaskStep, { reason, actions }: Unresolved): string {
  const toGrant = actions.length === 0 ? "" : ` The statement's "Action" is ${JSON.stringify(actions)}.`;
  return `Step "${task.name}" calls ${calledBy(task)}, ${advice[reason]}.${toGrant}`;
}

function calledBy({ resourceArn, action }: TaskStep): string {
  const called = [typeof resourceArn === "object" ? resourceArn.tag : resourceArn, action];
  return called.filter((text) => text !== undefined).join(" or ") || "nothing that is named";
}
