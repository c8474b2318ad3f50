import { numberOf } from "../../call/wire-values.ts";
import type { Chain } from "./chain.ts";
import type { HistoryEvent } from "./history-event.ts";

/** The steps that an event stands in, outermost first; the number of a branch or an iteration follows its step. */
export function pathTo(chain: Chain, event: HistoryEvent): readonly (string | number)[] {
  const path: (string | number)[] = [];
  // What was left before: on the way back it is passed over, down to where it was entered.
  const left: string[] = [];
  for (const { type, step = "", detail } of chain.back(event)) {
    const [, what, way] = /^(Step|Iteration|Branch)(Entered|Exited)$/.exec(type) ?? [];
    if (what === undefined) continue;
    const place = `${what} ${step}`;
    if (way === "Exited") left.push(place);
    else if (left.at(-1) === place) left.pop();
    else if (left.length === 0) path.unshift(what === "Step" ? step : (numberOf(detail.index) ?? "?"));
  }
  if (event.step !== undefined && path.at(-1) !== event.step) path.push(event.step);
  return path;
}
