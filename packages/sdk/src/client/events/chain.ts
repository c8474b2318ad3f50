import type { HistoryEvent } from "./history-event.ts";

/** Events by what caused them. */
export interface Chain {
  /** The event, what caused it, what caused that, and so on. */
  back(event: HistoryEvent): Iterable<HistoryEvent>;
  /** What followed from an event at the same step, and from that, and so on. */
  forward(event: HistoryEvent): Iterable<HistoryEvent>;
}

export function chainOf(events: readonly HistoryEvent[]): Chain {
  const byId = new Map(events.map((event) => [event.id, event]));
  const followers = new Map<number, HistoryEvent[]>();
  for (const event of events) {
    const others = followers.get(event.scheduleId);
    if (others === undefined) followers.set(event.scheduleId, [event]);
    else others.push(event);
  }
  return {
    *back(event) {
      let at: HistoryEvent | undefined = event;
      while (at !== undefined) {
        yield at;
        // A cause comes first, whatever an answer may say.
        at = at.scheduleId < at.id ? byId.get(at.scheduleId) : undefined;
      }
    },

    *forward({ id, step }) {
      let at = id;
      for (;;) {
        const next = followers.get(at)?.find((event) => event.step === step && event.id > at);
        if (next === undefined) return;
        yield next;
        at = next.id;
      }
    },
  };
}
