import type { CallOptions } from "../../call/call-options.ts";
import { patientAttempts } from "../../call/patient-attempts.ts";
import type { ExecutionName } from "../execution-name.ts";
import type { FlowService } from "../flow-service.ts";
import { hasEnded, look } from "../until-ended.ts";
import { historyOf } from "./history.ts";
import type { HistoryEvent } from "./history-event.ts";

const shortestWaitSeconds = 1;
const longestWaitSeconds = 15;

/**
 * An execution's events, those to come included, until it has ended. New ones are looked for every second, and less often,
 * down to every fifteen seconds, the longer nothing happens.
 */
export async function* followHistory(
  service: FlowService,
  execution: ExecutionName,
  options: CallOptions,
): AsyncGenerator<HistoryEvent, void, undefined> {
  const history = historyOf(service.transport, execution, {
    maxAttempts: patientAttempts,
    ...options,
    pace: service.reads,
  });
  let nextToken: string | undefined;
  let lastId = 0;
  let waitSeconds = shortestWaitSeconds;
  for (let isOver = false; ; ) {
    const before = lastId;
    // What a page's token means is told by an example only: the last page is read again rather than a token made up.
    for await (const page of history.pages(nextToken === undefined ? {} : { nextToken })) {
      for (const event of page.items) {
        if (event.id <= lastId) continue;
        lastId = event.id;
        yield event;
      }
      nextToken = page.nextToken ?? nextToken;
    }
    if (isOver) return;
    waitSeconds = lastId > before ? shortestWaitSeconds : Math.min(waitSeconds * 2, longestWaitSeconds);
    isOver = hasEnded(await look(service, execution, waitSeconds, options));
  }
}
