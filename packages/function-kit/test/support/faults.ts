import type { setupClouds } from "../../../testing/src/index.ts";
import { mswIntercept } from "../../../testing/src/msw/index.ts";

/** What a report gets in place of an answer. */
export type Fault = () => Response;

export const throttled: Fault = () => refusal(429, "ResourceThrottled");
export const conflicting: Fault = () => refusal(409, "TaskInvalidState");
export const failing: Fault = () => refusal(500, "InternalServerError");
export const reset: Fault = () => Response.error();

/** The way to the clouds, on which reports may meet faults; used in place of `clouds.listen()`. */
export function faultyWay(clouds: ReturnType<typeof setupClouds>) {
  const { fetch } = clouds;
  const ahead: Fault[] = [];
  const lost: Fault[] = [];
  let reports = 0;
  const way = mswIntercept(async (request) => {
    const sent = `${new URL(request.url).search}&${await request.clone().text()}`;
    if (!/[?&]Action=ReportTask/.test(sent)) return fetch(request);
    reports++;
    const fault = ahead.shift();
    if (fault !== undefined) return fault();
    const answer = await fetch(request);
    return lost.shift()?.() ?? answer;
  });
  return {
    listen() {
      clouds.listen();
      way.listen(); // the later one answers
    },
    close() {
      way.close();
      clouds.close();
    },
    /** Reports meet these before they reach the clouds, one each. */
    before: (...faults: readonly Fault[]) => void ahead.push(...faults),
    /** The clouds' answers to reports meet these, one each. */
    after: (...faults: readonly Fault[]) => void lost.push(...faults),
    /** How many reports were sent. */
    get reports() {
      return reports;
    },
    reset() {
      ahead.length = 0;
      lost.length = 0;
      reports = 0;
    },
  };
}

function refusal(status: number, Code: string): Response {
  return Response.json({ Code, Message: Code, RequestId: "request-1" }, { status });
}
