import { innerSeries, isTemplateTag } from "../fdl/shape/index.ts";
import type { Step } from "../fdl/tree/index.ts";
import { requireName } from "./names.ts";
import { requireStepKeys } from "./raw-keys.ts";
import { refuse } from "./refusal.ts";
import type { Container } from "./site.ts";
import type { StepNames } from "./step-names.ts";

/** The step that `step` is, frozen; `names` are those used so far, the step's own included. */
export function rawStep(name: string, step: object, names: StepNames): Container {
  const own = "name" in step ? step.name : name;
  if (own !== name) {
    refuse("raw-name", `Step "${name}" is named "${own}" inside: leave that name out.`);
  }
  const copy = frozenCopy({ ...step, name }) as Step;
  return { step: copy, names: namesInside(copy, names) };
}

function namesInside(step: Step, before: StepNames): StepNames {
  requireStepKeys(step);
  let names = before;
  for (const { steps } of innerSeries(step)) {
    for (const inner of steps) {
      requireName("step", inner.name);
      names = namesInside(inner, names.with(inner.name));
    }
  }
  return names;
}

const deepest = 200;

function frozenCopy(value: unknown, depth = 0): unknown {
  if (depth > deepest) refuse("constant-not-json", "The step refers to itself, or is too deep.");
  if (typeof value !== "object" || value === null || isTemplateTag(value)) return value;
  if (Array.isArray(value)) return Object.freeze(value.map((item) => frozenCopy(item, depth + 1)));
  const entries = Object.entries(value).map(([key, item]) => [key, frozenCopy(item, depth + 1)]);
  return Object.freeze(Object.fromEntries(entries));
}
