import { type Duration, milliseconds } from "../../clock/index.ts";
import { callActions, soundingLike } from "../action-names.ts";
import { type Chance, createChance } from "../chance.ts";
import { checkChoice, checkNames } from "../check-names.ts";
import { checkKind, checkNumber, refused } from "../check-value.ts";
import type { Fault, FaultCall, FaultRule } from "./fault-rule.ts";

/** What goes wrong on purpose. */
export interface Faults {
  /**
   * Lets calls go wrong from now on, until the returned function is called or the clouds are reset. Of several rules that
   * fit a call, the one added first counts.
   *
   * @throws ConfigurationError when there is no such action, fault or option, since nothing would go wrong then, or when
   * an option cannot be meant, e.g. a probability of 2
   *
   * @example
   * clouds.faults.add({ action: "ReportTaskSucceeded", fault: "lostReply", times: 1 });
   */
  add(rule: FaultRule): () => void;
}

interface Standing {
  readonly rule: FaultRule;
  left: number;
}

/** The rules that stand, and the chance that decides on them. */
export class FaultPlan implements Faults {
  readonly #chance: Chance;
  readonly #rules = new Set<Standing>();

  constructor(seed: number) {
    this.#chance = createChance(seed, "faults");
  }

  add(rule: FaultRule): () => void {
    checkRule(rule);
    const standing = { rule, left: rule.times ?? Number.POSITIVE_INFINITY };
    this.#rules.add(standing);
    return () => void this.#rules.delete(standing);
  }

  /**
   * The rule by which a call goes wrong, if by one; it counts as happened.
   *
   * @param can - what can befall the call at all
   */
  strike(call: FaultCall, can: (fault: Fault) => boolean = () => true): FaultRule | undefined {
    for (const standing of this.#rules) {
      if (!can(standing.rule.fault) || !this.#befalls(standing.rule, call)) continue;
      standing.left--;
      if (standing.left < 1) this.#rules.delete(standing);
      return standing.rule;
    }
    return undefined;
  }

  /** Nothing goes wrong any more. */
  reset(): void {
    this.#rules.clear();
    this.#chance.reset();
  }

  #befalls({ action, when, probability = 1 }: FaultRule, call: FaultCall): boolean {
    if (action !== "*" && action !== call.action) return false;
    if (when !== undefined && !when(call)) return false;
    return probability === 1 || this.#chance.next() < probability;
  }
}

const failed = "Failed to add a fault";

const options: { readonly [Option in keyof Required<FaultRule>]: true } = {
  ...{ action: true, fault: true, probability: true, times: true, when: true, for: true },
};
const faults: { readonly [Name in Fault]: true } = {
  ...{ throttle: true, error500: true, reset: true, timeout: true },
  ...{ lostReply: true, delay: true, duplicate: true },
};

function checkRule(rule: FaultRule): void {
  checkNames(failed, rule, Object.keys(options));
  const { action, fault, probability, times, when } = rule;
  checkChoice(failed, "fault", fault, Object.keys(faults));
  if (probability !== undefined) checkNumber(failed, "probability", probability, { from: 0, to: 1 });
  if (times !== undefined) {
    checkNumber(failed, "times", times, { whole: true, from: 1, to: Number.POSITIVE_INFINITY });
  }
  if (when !== undefined) checkKind(failed, "when", when, "function");
  if (rule.for !== undefined) checkDuration(rule.for);
  if (action === "*" || callActions.includes(action)) return;
  const near = soundingLike(String(action), callActions);
  checkChoice(failed, "action", action, near.length > 0 ? ["*", ...near] : ["*", ...callActions]);
}

function checkDuration(duration: Duration): void {
  try {
    milliseconds(duration);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw refused(failed, "for", duration, 'milliseconds from 0, or a number with its unit such as "90s"');
  }
}
