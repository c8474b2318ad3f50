import type { Segment } from "../reference/index.ts";
import type { Path } from "../source.ts";
import type { FlowView, PlacedStep, Series } from "./flow-view.ts";
import { seriesInside } from "./put-out.ts";
import { referenceTexts } from "./reference-texts.ts";

/** A place that reads of `$local` what steps before it have to put out. */
export interface LocalRead {
  readonly text: string;
  /** None when it reads all of `$local`. */
  readonly key: string | undefined;
  readonly at: PlacedStep | undefined;
  readonly path: Path;
  /** The series in whose local it may be: before the step at a place, or at the end. */
  readonly from: readonly { readonly series: Series; readonly place: number }[];
}

/**
 * Every place that reads of `$local` what steps put out.
 *
 * Left out is what a step inside a choice reads: there some published flows read what the choice itself sees.
 */
export function localReads(view: FlowView): readonly LocalRead[] {
  const reads: LocalRead[] = [];
  for (const { text, at, path, parsed } of referenceTexts(view)) {
    if (parsed?.reference?.root !== "local") continue;
    const { segments } = parsed.reference;
    if (path[0] === "inputMappings") {
      const [first] = segments;
      if (at === undefined || at.series.owner?.step.type === "choice") continue;
      if (first !== undefined && first.kind !== "key") continue;
      reads.push({ text, at, path, key: first?.name, from: [{ series: at.series, place: at.index }] });
    } else if (path[0] === "outputMappings") {
      const { key, series } = ofResult(at, segments, seriesInside(view).get(at) ?? []);
      const from = series.map((one) => ({ series: one, place: one.steps.length }));
      const isWhole = at === undefined && segments.length === 0;
      if ((key !== undefined || isWhole) && from.length > 0) reads.push({ text, at, path, key, from });
    }
  }
  return reads;
}

/** Which key a reference into a result reads, and of which series: the result of a parallel or a foreach is an array. */
function ofResult(
  at: PlacedStep | undefined,
  segments: readonly Segment[],
  series: readonly Series[],
): { readonly key?: string; readonly series: readonly Series[] } {
  const isArray = at?.step.type === "parallel" || at?.step.type === "foreach";
  if (at === undefined && segments.length === 0) return { series };
  const [item, key] = isArray ? segments : [undefined, segments[0]];
  if (key?.kind !== "key" || item?.kind === "key") return { series: [] };
  const isBranch = item?.kind === "index" && at?.step.type === "parallel";
  return { key: key.name, series: isBranch ? series.slice(item.index, item.index + 1) : series };
}
