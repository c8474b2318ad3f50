import { formatReference } from "../reference/index.ts";
import type { Condition } from "./condition.ts";

/**
 * Writes a condition as FDL has it, with as few parentheses as it takes; `parseCondition` reads the same condition back.
 *
 * @throws RangeError for what FDL has no text for: a string with a backtick and a double quote, backslash or line break;
 * a number that is not finite; a reference that starts from anything but the step's own input (`$`)
 *
 * @example
 * formatCondition({ kind: "comparison", operator: "==", left: approved, right: { kind: "constant", value: true } });
 * // $.approved == true
 */
export function formatCondition(condition: Condition): string {
  switch (condition.kind) {
    case "constant":
      return formatConstant(condition.value);
    case "reference":
      if (condition.reference.root === "step") return formatReference(condition.reference);
      throw new RangeError(
        `A condition cannot read ${formatReference(condition.reference)}: map it into the step's input, and read it from there.`,
      );
    case "comparison": {
      const { left, operator, right } = condition;
      return `${within(left, "operand")} ${operator} ${within(right, "operand")}`;
    }
    case "and":
      return `${within(condition.left, "and")} && ${within(condition.right, "comparison")}`;
    case "or":
      return `${within(condition.left, "or")} || ${within(condition.right, "and")}`;
    case "not":
      return `!${within(condition.operand, "operand")}`;
  }
}

const strengths = { or: 0, and: 1, comparison: 2, operand: 3 } as const;

/** A part as it stands where only something that binds as strongly as `least` can. */
function within(part: Condition, least: keyof typeof strengths): string {
  const text = formatCondition(part);
  return strengths[strengthOf(part)] < strengths[least] ? `(${text})` : text;
}

function strengthOf({ kind }: Condition): keyof typeof strengths {
  return kind === "or" || kind === "and" || kind === "comparison" ? kind : "operand";
}

function formatConstant(value: string | number | boolean): string {
  if (typeof value === "string") return formatString(value);
  if (typeof value === "boolean") return String(value);
  if (!Number.isFinite(value)) throw new RangeError(`A condition cannot hold the number ${value}.`);
  return Object.is(value, -0) ? "-0" : String(value);
}

function formatString(text: string): string {
  if (!/["\\\n\r]/.test(text)) return `"${text}"`;
  if (!text.includes("`")) return `\`${text}\``;
  throw new RangeError(
    `A condition cannot hold the text ${JSON.stringify(text)}: FDL has no way to write a backtick together with a double quote, a backslash or a line break. Map the text into the step's input, and compare with it there.`,
  );
}
