import { ConfigurationError } from "../../errors/configuration-error.ts";
import type { Severity } from "../../errors/flow-definition-error.ts";
import { didYouMean } from "../closest.ts";
import { commentRules } from "./comment-rules.ts";
import type { RuleCode } from "./rule-code.ts";
import { rules } from "./rules/index.ts";

/** How serious the findings of rules are; `off` leaves a rule out. A rule that is not named, or `undefined`, stays as it is. */
export type RuleSettings = { readonly [Code in RuleCode]?: Severity | "off" | undefined };

/**
 * How serious the findings of each rule are.
 *
 * @throws ConfigurationError when the settings name a rule or a severity that there is not
 */
export function severitiesOf(settings: RuleSettings): { readonly [Code in RuleCode]: Severity | "off" } {
  const severities: { [Code in RuleCode]: Severity | "off" } = { ...usual };
  for (const [code, severity] of Object.entries(settings)) {
    if (!Object.hasOwn(usual, code)) {
      const advice = didYouMean(code, Object.keys(usual), ". docs/rules.md lists all rules.");
      throw new ConfigurationError(`Failed to check the flow: there is no rule "${code}"${advice}`);
    }
    if (severity === undefined) continue;
    if (!known.includes(severity)) {
      const says = `Failed to check the flow: rule "${code}" is set to "${severity}". Write one of ${known.join(", ")}.`;
      throw new ConfigurationError(says);
    }
    severities[code as RuleCode] = severity;
  }
  return severities;
}

const known: readonly string[] = ["error", "warning", "info", "off"];

const usual = Object.fromEntries(
  [...rules, ...commentRules].map(({ code, severity }) => [code, severity]),
) as { readonly [Code in RuleCode]: Severity };
