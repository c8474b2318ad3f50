import {
  type Condition,
  evaluateCondition,
  type ParsedCondition,
  parseCondition,
  partsOf,
} from "../condition/index.ts";
import type { Path } from "../source.ts";
import type { ChoiceStep } from "../tree/index.ts";
import type { PlacedStep } from "./flow-view.ts";
import { perView } from "./per-view.ts";

/** A condition of a choice. */
export interface PlacedCondition {
  readonly text: string;
  readonly parsed: ParsedCondition;
  /** What it always comes to, whatever the input; nothing when that depends. */
  readonly always: boolean | undefined;
  readonly at: PlacedStep<ChoiceStep>;
  /** Which way of the choice it is for, from 0. */
  readonly index: number;
  readonly path: Path;
}

/** The conditions of every choice, choice by choice. */
export const conditionsOf = perView(({ ofType }): readonly (readonly PlacedCondition[])[] =>
  ofType("choice").map((at) =>
    at.step.choices.map(({ condition: text }, index): PlacedCondition => {
      const parsed = parseCondition(text);
      const always = parsed.condition && alwaysOf(parsed.condition);
      return { text, parsed, always, at, index, path: ["choices", index, "condition"] };
    }),
  ),
);

function alwaysOf(condition: Condition): boolean | undefined {
  switch (condition.kind) {
    case "and":
    case "or": {
      const deciding = condition.kind === "or";
      const left = alwaysOf(condition.left);
      if (left === deciding) return deciding;
      const right = alwaysOf(condition.right);
      return right === deciding ? deciding : left === undefined ? undefined : right;
    }
    case "not": {
      const operand = alwaysOf(condition.operand);
      return operand === undefined ? undefined : !operand;
    }
    default:
      return partsOf(condition).some(({ kind }) => kind === "reference")
        ? undefined
        : evaluateCondition(condition, {});
  }
}
