import { CloudError } from "../../wire/cloud-error.ts";
import { type Job, jobStatuses } from "./job.ts";
import { pageOf, type Query, wholeNumber } from "./page.ts";

/** A page of a function's jobs, filtered and sorted as the query asks. */
export function listJobs(
  jobs: readonly Job[],
  query: Query,
  prefixName: string,
): ReturnType<typeof pageOf<Job>> {
  const begin = wholeNumber(query, "startedTimeBegin", 0);
  const end = wholeNumber(query, "startedTimeEnd", Number.MAX_SAFE_INTEGER);
  const prefix = query[prefixName] ?? "";
  const { status: wanted, sortOrderByTime: order = "asc" } = query;
  if (wanted !== undefined && !jobStatuses.includes(wanted)) {
    throw new CloudError(400, "InvalidArgument", `status must be one of ${jobStatuses.join(", ")}`);
  }
  if (order !== "asc" && order !== "desc") {
    throw new CloudError(400, "InvalidArgument", "sortOrderByTime must be asc or desc");
  }
  const matching = jobs.filter(
    ({ id, status, startedTime }) =>
      id.startsWith(prefix) && (wanted ?? status) === status && startedTime >= begin && startedTime <= end,
  );
  if (order === "desc") matching.reverse();
  return pageOf(matching, query);
}
