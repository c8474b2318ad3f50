import type { JsonObject } from "@fnfkit/sdk/contract";

/** An event of a history, as `execution.history()` and `clouds.history(execution)` give it. */
export interface SeenEvent {
  readonly id: number;
  readonly scheduleId: number;
  readonly type: string;
  readonly step: string | undefined;
  readonly detail: JsonObject;
}

/** An execution as `FlowClient` gives it. */
export interface SeenExecution {
  readonly flow: string;
  readonly name: string;
  result(): Promise<unknown>;
  history(): AsyncIterable<SeenEvent>;
}

/** What the matchers take: an execution, or the history of one. */
export type Seen = SeenExecution | readonly SeenEvent[];

/** How an execution stands, told from its history. */
export interface Ending {
  /** E.g. `Succeeded`; `Running` before the end. */
  readonly status: string;
  readonly output: JsonObject | undefined;
  readonly error: string;
  readonly cause: string;
}

/**
 * @throws TypeError when it is neither an execution nor a history
 */
export function checkSeen(received: unknown): Seen {
  if (Array.isArray(received)) return received as readonly SeenEvent[];
  const { result, history } = Object(received) as Partial<SeenExecution>;
  if (typeof result === "function" && typeof history === "function") return received as SeenExecution;
  throw new TypeError(
    "Failed to look at an execution: expect(…) was given something else. Give it what await flows.start(…) gives, or clouds.history(execution).",
  );
}

/** All that has happened so far. */
export async function eventsOf(seen: Seen): Promise<readonly SeenEvent[]> {
  if (!("history" in seen)) return seen;
  const events: SeenEvent[] = [];
  for await (const event of seen.history()) events.push(event);
  return events;
}

const endings = /^Execution(Succeeded|Failed|TimedOut|Stopped)$/;

/** How it ended, if it has. */
export function endingOf(events: readonly SeenEvent[]): Ending {
  const last = events.findLast(({ type }) => endings.test(type));
  const { output, error, cause } = last?.detail ?? {};
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    status: endings.exec(last?.type ?? "")?.[1] ?? "Running",
    output: output as JsonObject | undefined,
    error: text(error),
    cause: text(cause),
  };
}

/** The steps that have been entered, in order; one that was entered twice is there twice. */
export function stepsRun(events: readonly SeenEvent[]): readonly string[] {
  return events.flatMap(({ type, step }) => (type === "StepEntered" && step !== undefined ? [step] : []));
}
