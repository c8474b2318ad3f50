import type { Path } from "../fdl/source.ts";
import type { TaskStep } from "../fdl/tree/index.ts";

/**
 * Why it cannot be said what a task must be allowed.
 *
 * - `template-tag`: only a deployment tool knows what the tag stands for
 * - `unknown-target`: no document says what the `resourceArn` or `action` calls
 * - `not-exact`: a wildcard or a placeholder stands where a name should; granted as it is it would allow more than is called
 * - `resource-in-parameters`: the action is of a service that grants by resource, and the resource is known only to its parameters
 */
export type UnresolvedReason = "template-tag" | "unknown-target" | "not-exact" | "resource-in-parameters";

/** A task of which it cannot be said what it must be allowed. */
export interface UnresolvedTask {
  readonly step: string;
  /** Where the step stands in the flow. */
  readonly path: Path;
  readonly reason: UnresolvedReason;
  /** What to do about it. */
  readonly message: string;
}

const advice: { readonly [Reason in UnresolvedReason]: string } = {
  "template-tag":
    "which only a deployment tool can resolve: ask again about the resolved flow, or grant it by hand",
  "unknown-target": "of which nothing is known: correct it, or grant it by hand",
  "not-exact": "which is no plain name: write the name itself, or grant it by hand",
  "resource-in-parameters":
    "and only its serviceParams say on what: call it by its resourceArn, or grant it by hand on exactly that",
};

/** Which step, what it calls, and what to do. */
export function unresolvedMessage({ name, resourceArn, action }: TaskStep, reason: UnresolvedReason): string {
  const called =
    typeof resourceArn === "object" ? resourceArn.tag : (resourceArn ?? action ?? "nothing that is named");
  return `Step "${name}" calls ${called}, ${advice[reason]}.`;
}
