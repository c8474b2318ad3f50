import { jumpsOf } from "../../shape/index.ts";
import type { Step } from "../../tree/index.ts";
import type { Series } from "../flow-view.ts";
import type { Rule } from "../rule.ts";

export const stepUnreachable: Rule = {
  code: "step-unreachable",
  severity: "warning",
  *check({ series }) {
    for (const one of series) {
      const reached = reachedIn(one);
      for (const [index, { step, path }] of one.steps.entries()) {
        if (reached.has(index)) continue;
        yield {
          message: `Step "${step.name}" can never run: the series ends before it and nothing jumps to it. Take it out, or give it a way in.`,
          path,
        };
      }
    }
  },
};

function reachedIn({ steps }: Series): ReadonlySet<number> {
  const places = new Map(steps.map(({ step }, index) => [step.name, index]));
  const reached = new Set<number>();
  const open = [0];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const placed = steps[index];
    if (placed === undefined || reached.has(index)) continue;
    reached.add(index);
    if (!endsSeries(placed.step)) open.push(index + 1);
    for (const { target } of jumpsOf(placed.step)) open.push(places.get(target) ?? steps.length);
  }
  return reached;
}

function endsSeries(step: Step): boolean {
  return step.type === "succeed" || step.type === "fail" || step.end === true;
}
