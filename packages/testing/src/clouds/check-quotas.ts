import { checkChoice, checkNames } from "./check-names.ts";
import { checkNumber, type NumberRange } from "./check-value.ts";
import type { Limits, LimitsOption, Quotas, QuotasOption, Rate } from "./fnf/index.ts";

const limitNames: { readonly [Limit in keyof Limits]: true } = {
  ...{ events: true, eventBytes: true, stepBytes: true, requestBytes: true },
};
const quotaKinds: { readonly [Quota in keyof Required<Quotas>]: "rate" | "pace" | "count" } = {
  ...{ startExecution: "rate", describeExecution: "rate", getExecutionHistory: "rate", otherActions: "rate" },
  ...{ stepEntries: "pace", runningExecutions: "count", flows: "count" },
};
const rateNames: { readonly [Part in keyof Rate]: true } = { burst: true, perSecond: true };

/** @throws ConfigurationError when they are neither documented ones, nor none, nor numbers that can be meant */
export function checkLimits(what: string, limits: LimitsOption): void {
  if (isWord(what, "limits", limits)) return;
  const named = `${what} with limits`;
  checkNames(named, limits, Object.keys(limitNames));
  const range = { from: 0, to: Number.POSITIVE_INFINITY };
  for (const [limit, value] of Object.entries(limits)) checkNumber(named, limit, value, range);
}

/** @throws ConfigurationError when they are neither documented ones, nor none, nor rates and numbers that can be meant */
export function checkQuotas(what: string, quotas: QuotasOption): void {
  if (isWord(what, "quotas", quotas)) return;
  const named = `${what} with quotas`;
  checkNames(named, quotas, Object.keys(quotaKinds));
  for (const [quota, kind] of Object.entries(quotaKinds)) {
    const value = quotas[quota as keyof Quotas];
    if (value === undefined) continue;
    if (kind === "count") {
      checkNumber(named, quota, value, { whole: true, from: 0, to: Number.POSITIVE_INFINITY });
      continue;
    }
    // Steps wait for their turn, which must come.
    checkRate(`${named}.${quota}`, value as Rate, kind === "pace" ? { above: 0 } : { from: 0 });
  }
}

/** Whether an option is one of the two words in place of numbers. */
function isWord<Option>(what: string, option: string, value: Option): value is Extract<Option, string> {
  if (typeof value !== "string") return false;
  checkChoice(what, option, value, ["documented", "off"]);
  return true;
}

function checkRate(what: string, rate: Rate, perSecond: NumberRange): void {
  checkNames(what, rate, Object.keys(rateNames));
  checkNumber(what, "burst", rate.burst, { from: 0, to: Number.POSITIVE_INFINITY });
  checkNumber(what, "perSecond", rate.perSecond, perSecond);
}
