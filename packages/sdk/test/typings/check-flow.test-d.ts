import { expectTypeOf, test } from "vitest";
import type { commentRules } from "../../src/fdl/check/comment-rules.ts";
import type { rules } from "../../src/fdl/check/rules/index.ts";
import { type CheckOptions, checkFlow, type Flow, type RuleCode } from "../../src/fdl/index.ts";

declare const flow: Flow;

test("the settings of a check know every rule by its code", () => {
  checkFlow(flow, { rules: { "step-name": "off", "goto-target": "warning", "suppression-unused": "info" } });

  // @ts-expect-error There is no such rule.
  checkFlow(flow, { rules: { "step-names": "off" } });
  // @ts-expect-error There is no such severity.
  checkFlow(flow, { rules: { "step-name": "fatal" } });

  expectTypeOf<keyof NonNullable<CheckOptions["rules"]>>().toEqualTypeOf<RuleCode>();
  expectTypeOf<(typeof rules | typeof commentRules)[number]["code"]>().toEqualTypeOf<RuleCode>();
});
