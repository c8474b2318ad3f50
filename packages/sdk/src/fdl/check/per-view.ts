import type { FlowView } from "./flow-view.ts";

/** Makes an analysis that several rules ask for run once a check. */
export function perView<Result>(analyse: (view: FlowView) => Result): (view: FlowView) => Result {
  const known = new WeakMap<FlowView, { readonly result: Result }>();
  return (view) => {
    const answer = known.get(view) ?? { result: analyse(view) };
    known.set(view, answer);
    return answer.result;
  };
}
