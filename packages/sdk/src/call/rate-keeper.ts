import type { Clock } from "../runtime/clock.ts";
import { createPace, type Pace } from "./pace.ts";
import { documentedRates, type ServiceRates } from "./rates.ts";

const families: Readonly<Record<string, keyof ServiceRates>> = {
  DescribeExecution: "describe",
  GetExecutionHistory: "history",
  StartExecution: "start",
  StartSyncExecution: "startSync",
};

/**
 * Answers the pace that an action keeps to, one for all actions that draw on the same rate.
 *
 * @throws ConfigurationError when nobody would ever pass at one of the rates
 */
export function createRateKeeper(
  rates: ServiceRates | "documented" = {},
  clock: Clock,
): (service: "fnf" | "fc", action: string) => Pace | undefined {
  const each: ServiceRates = rates === "documented" ? documentedRates : rates;
  const paces: Readonly<Record<string, Pace>> = Object.fromEntries(
    Object.entries(each).map(([family, rate]) => [family, createPace(rate, clock)]),
  );
  return (service, action) => paces[service === "fc" ? "functions" : (families[action] ?? "other")];
}
