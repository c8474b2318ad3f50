import { milliseconds } from "../../clock/index.ts";
import { callActions, soundingLike } from "../action-names.ts";
import { type Chance, createChance } from "../chance.ts";
import { checkChoice, checkNames } from "../check-names.ts";
import type { Fault, FaultCall, FaultRule } from "./fault-rule.ts";

/** What goes wrong on purpose. */
export interface Faults {
  /**
   * Lets calls go wrong from now on, until the returned function is called or the clouds are reset. Of several rules that
   * fit a call, the one added first counts.
   *
   * @throws RangeError when a number of the rule is out of its range
   * @throws ConfigurationError when there is no such action, fault or option, since nothing would go wrong then
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
    const { probability = 1, times = Number.POSITIVE_INFINITY } = rule;
    if (!(probability >= 0 && probability <= 1)) {
      throw new RangeError(`Failed to add a fault: its probability is ${probability}. Give one from 0 to 1.`);
    }
    if (!(times >= 1)) {
      throw new RangeError(`Failed to add a fault: it is to happen ${times} times. Give a number from 1.`);
    }
    if (rule.for !== undefined) milliseconds(rule.for);
    const standing = { rule, left: times };
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
  checkChoice(failed, "fault", rule.fault, Object.keys(faults));
  if (rule.action === "*" || callActions.includes(rule.action)) return;
  const near = soundingLike(String(rule.action), callActions);
  checkChoice(failed, "action", rule.action, near.length > 0 ? ["*", ...near] : ["*", ...callActions]);
}
