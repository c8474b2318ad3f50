import type { CallOptions } from "../call/call-options.ts";
import { pageIn } from "../call/page-in.ts";
import { type Paged, paged } from "../call/paged.ts";
import type { FunctionContract } from "../contract/function-contract.ts";
import { functionLabel } from "../contract/function-label.ts";
import type { FcTransport } from "./fc-transport.ts";
import { generationOf } from "./generation.ts";
import { type JobDescription, type JobStatus, jobDescription } from "./job-description.ts";
import { pageQuery } from "./page-query.ts";

/** Which jobs of a function to list. */
export interface JobFilter {
  readonly status?: JobStatus | (string & {});
  /** What their ids begin with. */
  readonly idPrefix?: string;
  /** Only jobs that started then or later. */
  readonly startedTimeBegin?: Date;
  /** Only jobs that started then or earlier. */
  readonly startedTimeEnd?: Date;
  /** By the time they started: `"asc"` the oldest first, `"desc"` the newest first. Default: the service's own. */
  readonly order?: "asc" | "desc";
  /** Whether to give each job's event too. Default `false`. */
  readonly includePayload?: boolean;
}

/** Lists a function's jobs. */
export function listJobs(
  { call }: FcTransport,
  contract: FunctionContract,
  filter: JobFilter,
  options: CallOptions,
): Paged<JobDescription> {
  const generation = generationOf(contract);
  const { path, jobsPath, jobsKey, action } = generation;
  const { status, startedTimeBegin, startedTimeEnd, order, includePayload = false } = filter;
  const query = {
    ...(status !== undefined && { status }),
    ...(filter.idPrefix !== undefined && { [generation.idPrefix]: filter.idPrefix }),
    ...(startedTimeBegin !== undefined && { startedTimeBegin: String(startedTimeBegin.getTime()) }),
    ...(startedTimeEnd !== undefined && { startedTimeEnd: String(startedTimeEnd.getTime()) }),
    ...(order !== undefined && { sortOrderByTime: order }),
    ...(includePayload && { includePayload: "true" }),
  };
  return paged(async (page) => {
    const { body } = await call(
      contract,
      {
        what: `list the jobs of function "${functionLabel(contract)}"`,
        action: action.listJobs,
        method: "GET",
        path: `${path(contract)}${jobsPath}`,
        query: { ...query, ...pageQuery(page) },
        reads: true,
        repeatable: true,
      },
      options,
    );
    return pageIn(body[jobsKey], body.nextToken, (job) => jobDescription(generation, job));
  });
}
