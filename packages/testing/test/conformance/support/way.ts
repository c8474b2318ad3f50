import type { JsonObject } from "@fnfkit/sdk/contract";
import type { Expected } from "./case-schemas.ts";
import type { ConformanceCase } from "./read-cases.ts";

/** What came of a case, as far as its expectation may speak of it. */
export interface Outcome {
  readonly status: string;
  readonly output: JsonObject | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly seconds: number;
  readonly events: readonly { readonly type: string; readonly step: string }[];
  readonly calls: { readonly [label: string]: unknown };
  /** The bodies of the messages sent to a queue or topic. */
  messages(name: string): readonly string[];
  /** How another execution ended, by `flow/execution`. */
  execution(name: string): Promise<{ readonly status: string; readonly output?: JsonObject }>;
}

/** A way to run a case. */
export interface Way {
  open(): void | Promise<void>;
  /** Runs a case to its end; afterwards nothing of it is left. */
  run<T>(given: ConformanceCase, look: (outcome: Outcome) => Promise<T>): Promise<T>;
  close(): void | Promise<void>;
}

/** The flow's name and the execution's in every case. */
export const flowName = "main";
export const executionName = "run";

/** Until then every execution has ended: none runs longer than a year. */
export const theEnd = "800d";

/** What an outcome is like, of all that an expectation speaks of. */
export async function likenessOf(outcome: Outcome, expected: Expected): Promise<Expected> {
  const { status, output, error, cause, seconds, events, calls } = outcome;
  const entered = events.filter(({ type }) => type === "StepEntered").map(({ step }) => step);
  const of = <T>(names: readonly string[], value: (name: string) => T) =>
    Object.fromEntries(names.map((name) => [name, value(name)]));
  const executions = Object.keys(expected.executions ?? {}).map(
    async (name) => [name, await outcome.execution(name)] as const,
  );
  const all = {
    status,
    output,
    error,
    cause,
    seconds,
    steps: entered,
    stepsInAnyOrder: entered.toSorted(),
    events: events.map(({ type, step }) => (step === "" ? type : `${type} ${step}`)),
    eventsOf: of(Object.keys(expected.eventsOf ?? {}), (name) =>
      events.filter(({ step }) => step === name).map(({ type }) => type),
    ),
    calls: of(Object.keys(expected.calls ?? {}), (label) => calls[label]),
    messages: of(Object.keys(expected.messages ?? {}), outcome.messages),
    executions: Object.fromEntries(await Promise.all(executions)),
  };
  return Object.fromEntries(
    Object.keys(expected).map((key) => [key, all[key as keyof typeof all]]),
  ) as Expected;
}
