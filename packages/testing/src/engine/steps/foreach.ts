import type { Json, JsonObject } from "@fnfkit/sdk/contract";
import type { ForeachStep } from "@fnfkit/sdk/fdl";
import { RuntimeFailure } from "../flow-error.ts";
import { stepValue } from "../mapping.ts";
import type { StepRun } from "../step-run.ts";
import { runTogether } from "./run-together.ts";

const mostAtOnce = 100;

export function runForeach(run: StepRun<ForeachStep>): void {
  const started = run.start();
  const { steps, iterationMapping } = run.step;
  const items = itemsOf(iterationMapping.collection, run.input);
  const { item, index: place } = iterationMapping;
  runTogether(run, started, {
    entered: "IterationEntered",
    exited: "IterationExited",
    count: items.length,
    atOnce: mostAtOnce,
    part(index) {
      const input = { ...run.input, [item]: items[index] as Json };
      return { steps, input: place === undefined ? input : { ...input, [place]: index } };
    },
  });
}

function itemsOf(collection: string, input: JsonObject): readonly Json[] {
  const items = stepValue(collection, input);
  if (Array.isArray(items)) return items;
  throw new RuntimeFailure(`the collection "${collection}" is not an array`);
}
