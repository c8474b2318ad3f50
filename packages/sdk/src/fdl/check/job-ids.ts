import { parseReference } from "../reference/index.ts";
import { invocationOf } from "../shape/index.ts";
import type { FlowView, PlacedTask } from "./flow-view.ts";
import { perView } from "./per-view.ts";
import { type Origin, originOf } from "./value-origin.ts";

/** A task whose function is invoked under an id, and where the id comes from. */
export interface JobId {
  readonly at: PlacedTask;
  /** As it stands in `StatefulAsyncInvocationID`. */
  readonly text: string;
  readonly origin: Origin;
}

/** Where every job id stands, from a task downwards. */
export const jobIdPath = ["serviceParams", "StatefulAsyncInvocationID"] as const;

/** Every job id of a flow that an asynchronous invocation takes, in the order of the definition. */
export const jobIds = perView((view): readonly JobId[] => {
  const ids: JobId[] = [];
  for (const at of view.tasks) {
    const { kind } = at.target;
    const text = at.step.serviceParams?.StatefulAsyncInvocationID;
    if (typeof text !== "string" || invocationOf(at.step) !== "Async") continue;
    if (kind === "function" || kind === "template") ids.push({ at, text, origin: idOrigin(view, at, text) });
  }
  return ids;
});

function idOrigin(view: FlowView, at: PlacedTask, text: string): Origin {
  if (!text.startsWith("$")) return { kind: "constant", text };
  const { reference } = parseReference(text);
  return reference?.root === "step" ? originOf(view, at, reference.segments) : { kind: "unknown" };
}
