import type { CallOptions } from "../call/call-options.ts";
import { isJsonObject, type Json, type JsonObject } from "../contract/json.ts";
import type { FnfTransport } from "../transport/transport.ts";
import { objectOf, textOf } from "./wire-values.ts";

/** What can happen in an execution. */
export type HistoryEventType =
  | `Execution${"Started" | "Succeeded" | "Failed" | "TimedOut" | "Stopped"}`
  | `Step${"Entered" | "Started" | "Succeeded" | "Failed" | "Exited"}`
  | `Task${"Scheduled" | "Submitted" | "SubmitFailed" | "Started" | "Succeeded" | "Failed" | "TimedOut"}`
  | `Branch${"Entered" | "Exited"}`
  | `Iteration${"Entered" | "Exited"}`;

/** One event of an execution's history. */
export interface HistoryEvent {
  /** From 1, ascending. */
  readonly id: number;
  /** The id of the event that caused it; 0 for the first. */
  readonly scheduleId: number;
  /** One of {@link HistoryEventType}, and whatever else the service may say. */
  readonly type: HistoryEventType | (string & {});
  /** The step it happened to, if to one. */
  readonly step: string | undefined;
  readonly time: Date;
  /** What there is to say about it, e.g. `{ error, cause }`. */
  readonly detail: JsonObject;
}

// The documents say 999 in one place and 1000 in another.
const pageSize = 999;

/** Reads a whole history, page by page. */
export async function* historyOf(
  transport: FnfTransport,
  { flow, name }: { readonly flow: string; readonly name: string },
  options: CallOptions,
): AsyncGenerator<HistoryEvent, void, undefined> {
  let NextToken: string | undefined;
  do {
    const page = await transport.call(
      "GetExecutionHistory",
      { FlowName: flow, ExecutionName: name, Limit: pageSize, NextToken },
      options,
    );
    if (Array.isArray(page.Events)) yield* page.Events.filter(isJsonObject).map(historyEvent);
    NextToken = textOf(page.NextToken);
  } while (NextToken !== undefined);
}

function historyEvent(event: Readonly<Record<string, Json | undefined>>): HistoryEvent {
  return {
    id: Number(event.EventId),
    scheduleId: Number(event.ScheduleEventId),
    type: textOf(event.Type) ?? "",
    step: textOf(event.StepName),
    time: new Date(textOf(event.Time) ?? Number.NaN),
    detail: objectOf(event.EventDetail) ?? {},
  };
}
