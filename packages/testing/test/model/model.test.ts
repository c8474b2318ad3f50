import * as fc from "fast-check";
import { expect, it } from "vitest";
import { anyFlow, input } from "./any-flow.ts";
import { evaluate, Undecided, type Verdict } from "./evaluate.ts";
import { runOnEngine } from "./run-engine.ts";

function verdictOn(flow: Parameters<typeof evaluate>[0]): Verdict | undefined {
  try {
    return evaluate(flow, input);
  } catch (undecided) {
    if (!(undecided instanceof Undecided)) throw undecided;
    return undefined;
  }
}

it("comes to what the plain evaluation of any flow comes to, at the same time and by the same steps", () =>
  fc.assert(
    fc.asyncProperty(anyFlow, async (flow) => {
      const verdict = verdictOn(flow);
      fc.pre(verdict !== undefined);
      const { status, output, error, at, entered, isTogether } = verdict;

      const { execution, startedAt } = await runOnEngine(flow);

      expect({
        status: execution.status,
        output: execution.output,
        error: execution.error?.error,
        at: ((execution.events.at(-1)?.time ?? 0) - startedAt) / 1_000,
      }).toEqual({ status, output, error, at });
      const steps = execution.events
        .filter(({ type }) => type === "StepEntered")
        .map(({ stepName }) => stepName);
      if (status === "Succeeded") expect(steps.toSorted()).toEqual(entered.toSorted());
      if (status !== "TimedOut" && !isTogether) expect(steps).toEqual(entered);
    }),
    { numRuns: Number(process.env.MODEL_RUNS ?? 1_000) },
  ));
