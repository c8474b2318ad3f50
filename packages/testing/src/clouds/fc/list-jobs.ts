import { CloudError } from "../../wire/cloud-error.ts";
import type { Job } from "./job.ts";

/** A page of a function's jobs, filtered and sorted as the query asks. */
export function listJobs(
  jobs: readonly Job[],
  query: { readonly [name: string]: string },
  prefixName: string,
): { readonly jobs: readonly Job[]; readonly nextToken?: string } {
  const limit = whole(query, "limit", 20);
  if (limit < 1 || limit > 100)
    throw new CloudError(400, "InvalidArgument", "limit must be between 1 and 100");
  const begin = whole(query, "startedTimeBegin", 0);
  const end = whole(query, "startedTimeEnd", Number.MAX_SAFE_INTEGER);
  const prefix = query[prefixName] ?? "";
  const matching = jobs.filter(
    ({ id, status, startedTime }) =>
      id.startsWith(prefix) &&
      (query.status ?? status) === status &&
      startedTime >= begin &&
      startedTime <= end,
  );
  if (query.sortOrderByTime === "desc") matching.reverse();
  const first = whole(query, "nextToken", 0);
  const next = first + limit;
  return {
    jobs: matching.slice(first, next),
    ...(next < matching.length && { nextToken: String(next) }),
  };
}

function whole(query: { readonly [name: string]: string }, name: string, fallback: number): number {
  const text = query[name];
  if (text === undefined) return fallback;
  if (/^\d+$/.test(text)) return Number(text);
  throw new CloudError(400, "InvalidArgument", `${name} must be a whole number`);
}
