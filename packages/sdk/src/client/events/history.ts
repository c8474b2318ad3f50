import type { CallOptions } from "../../call/call-options.ts";
import type { Paged } from "../../call/paged.ts";
import { patientAttempts } from "../../call/patient-attempts.ts";
import { numberOf, objectOf, textOf } from "../../call/wire-values.ts";
import type { JsonObject } from "../../contract/json.ts";
import type { FnfCallOptions, FnfTransport } from "../../transport/transport.ts";
import { type ExecutionName, paramsOf } from "../execution-name.ts";
import type { FlowService } from "../flow-service.ts";
import { listOf } from "../list-of.ts";
import type { HistoryEvent } from "./history-event.ts";

// The documents say 999 in one place and 1000 in another.
const pageSize = 999;

/** An execution's history as far as it has come. */
export function historyOf(
  transport: FnfTransport,
  execution: ExecutionName,
  options: CallOptions & FnfCallOptions,
): Paged<HistoryEvent> {
  return listOf(
    transport,
    {
      action: "GetExecutionHistory",
      params: paramsOf(execution),
      key: "Events",
      read: historyEvent,
      pageSize,
    },
    options,
  );
}

/** An execution's history, read to its end. */
export async function wholeHistory(
  { transport, reads }: FlowService,
  execution: ExecutionName,
  signal: AbortSignal,
): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  const options = { signal, maxAttempts: patientAttempts, pace: reads };
  for await (const event of historyOf(transport, execution, options)) events.push(event);
  return events;
}

function historyEvent(event: JsonObject): HistoryEvent {
  return {
    id: numberOf(event.EventId) ?? 0,
    scheduleId: numberOf(event.ScheduleEventId) ?? 0,
    type: textOf(event.Type) ?? "",
    step: textOf(event.StepName),
    time: new Date(textOf(event.Time) ?? Number.NaN),
    detail: objectOf(event.EventDetail) ?? {},
  };
}
