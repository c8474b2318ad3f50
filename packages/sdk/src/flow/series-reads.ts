import { parseReference, type ReferenceRoot } from "../fdl/reference/index.ts";
import { innerSeries } from "../fdl/shape/index.ts";
import type { Mappings, Step } from "../fdl/tree/index.ts";

/**
 * The keys of its series' `$local` that a step fails without. With the default input they are in the step's own input too.
 * A condition is none of these: a missing key makes it false.
 */
export function keysRead(step: Step): ReadonlySet<string> {
  if (step.inputMappings !== undefined) return keysIn(step.inputMappings, "local");
  return new Set([
    ...keysIn(step.outputMappings, "input"),
    ...(step.type === "task" ? keysIn(step.errorMappings, "input") : []),
    ...ownReferences(step).flatMap((text) => keyOf(text, "step") ?? []),
    ...innerSeries(step).flatMap(({ steps }) =>
      steps.flatMap(({ inputMappings }) => [...keysIn(inputMappings, "input")]),
    ),
  ]);
}

/** The keys that the sources of some mappings lead through, right below `root`. */
export function keysIn(mappings: Mappings | undefined, root: ReferenceRoot): ReadonlySet<string> {
  return new Set((mappings ?? []).flatMap(({ source }) => keyOf(source, root) ?? []));
}

function ownReferences(step: Step): readonly unknown[] {
  if (step.type === "task") return Object.values(step.serviceParams ?? {});
  if (step.type === "foreach") return [step.iterationMapping.collection];
  return step.type === "wait" ? [step.duration, step.timestamp] : [];
}

function keyOf(text: unknown, root: ReferenceRoot): string | undefined {
  if (typeof text !== "string" || !text.startsWith("$")) return undefined;
  const { reference } = parseReference(text);
  const first = reference?.root === root ? reference.segments[0] : undefined;
  return first?.kind === "key" ? first.name : undefined;
}
