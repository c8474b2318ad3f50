import type { Clock } from "../runtime/clock.ts";
import { createPace, type Pace } from "./pace.ts";
import { documentedRates, type ServiceRates } from "./rates.ts";

const families: Readonly<Record<string, keyof ServiceRates>> = {
  DescribeExecution: "describe",
  GetExecutionHistory: "history",
  StartExecution: "start",
  StartSyncExecution: "startSync",
};

/** Answers the pace that an action keeps to, one for all actions that draw on the same rate. */
export function createRateKeeper(
  rates: ServiceRates | "documented" = {},
  clock: Clock,
): (service: "fnf" | "fc", action: string) => Pace | undefined {
  const each: ServiceRates = rates === "documented" ? documentedRates : rates;
  const paces = new Map<keyof ServiceRates, Pace>();
  return (service, action) => {
    const family = service === "fc" ? "functions" : (families[action] ?? "other");
    const rate = each[family];
    if (rate === undefined) return undefined;
    const pace = paces.get(family) ?? createPace(rate, clock);
    paces.set(family, pace);
    return pace;
  };
}
