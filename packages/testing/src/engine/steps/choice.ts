import type { JsonObject } from "@fnfkit/sdk/contract";
import {
  type Choice,
  type ChoiceStep,
  type Condition,
  evaluateCondition,
  parseCondition,
  type Way,
} from "@fnfkit/sdk/fdl";
import { RuntimeFailure } from "../flow-error.ts";
import { oncePer } from "../once-per.ts";
import type { StepRun } from "../step-run.ts";

export function runChoice(run: StepRun<ChoiceStep>): void {
  const started = run.start();
  const { steps = [], goto } = wayFor(run.step, run.input) ?? {};
  run.open({
    steps,
    input: run.input,
    causedBy: started,
    outerLocal: run.execution.choiceLocal === "parent" ? run.parentLocal : {},
    ended(end) {
      if (end.kind === "stopped") return;
      run.follow(end.eventId);
      if (end.kind === "failed") run.fail(end.error);
      else run.succeed(end.local, goto === undefined ? {} : { next: { kind: "goto", step: goto } });
    },
  });
}

function wayFor(step: ChoiceStep, input: JsonObject): Way | undefined {
  return step.choices.find((choice) => evaluateCondition(conditionOf(choice), input)) ?? step.default;
}

const conditionOf = oncePer(({ condition: text }: Choice): Condition => {
  const { condition, error } = parseCondition(text);
  if (condition !== undefined) return condition;
  throw new RuntimeFailure(`condition "${text}" cannot be read: ${error.message}`);
});
