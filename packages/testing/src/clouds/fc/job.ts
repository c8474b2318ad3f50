import { type FunctionTarget, functionArn, type JsonObject } from "@fnfkit/sdk/contract";
import type { InvocationOutcome } from "./invocation.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** Where a job stands. */
export type JobStatus =
  | "Enqueued"
  | "Running"
  | "Retrying"
  | "Succeeded"
  | "Failed"
  | "Stopping"
  | "Stopped"
  | "Expired";

/** The statuses that a job may be asked for by, the service's own that no job here is ever in too. */
export const jobStatuses: readonly string[] = [
  ...["Enqueued", "Dequeued", "Running", "Retrying", "Succeeded", "Failed"],
  ...["Stopping", "Stopped", "Expired", "Invalid"],
];

/** A stateful asynchronous invocation (FC 2.0), or an asynchronous task (FC 3.0). Times in milliseconds, 0 when not yet. */
export interface Job {
  readonly id: string;
  readonly requestId: string;
  readonly payload: Uint8Array;
  readonly stop: AbortController;
  readonly events: JobEvent[];
  readonly enqueuedTime: number;
  status: JobStatus;
  startedTime: number;
  endTime: number;
  retriedTimes: number;
  /** How often the function has been called for it. */
  attempts: number;
  /** The instance that the last of them was on. */
  instanceId: string;
  /** Whether its outcome arrived where the function's configuration sends it; empty when it sends it nowhere. */
  destinationStatus: string;
  returnPayload: string;
  errorMessage: string;
}

/** A change of a job's status. */
export interface JobEvent {
  readonly eventId: number;
  readonly status: JobStatus;
  readonly timestamp: number;
  /** JSON text; empty when there is nothing to tell. */
  readonly eventDetail: string;
}

/** A job that waits to be run. */
export function newJob(id: string, requestId: string, payload: Uint8Array, now: number): Job {
  const job: Job = {
    id,
    requestId,
    payload,
    stop: new AbortController(),
    events: [],
    enqueuedTime: now,
    status: "Enqueued",
    startedTime: 0,
    endTime: 0,
    retriedTimes: 0,
    attempts: 0,
    instanceId: "",
    destinationStatus: "",
    returnPayload: "",
    errorMessage: "",
  };
  move(job, "Enqueued", now);
  return job;
}

/** Puts a job into its next status. */
export function move(job: Job, status: JobStatus, now: number, detail?: JsonObject): void {
  job.status = status;
  job.events.push({
    eventId: job.events.length + 1,
    status,
    timestamp: now,
    eventDetail: detail === undefined ? "" : JSON.stringify(detail),
  });
}

/** Ends a job as its last attempt ended, or as stopped. */
export function end(job: Job, outcome: InvocationOutcome, now: number): void {
  job.endTime = now;
  if (outcome.kind === "succeeded") {
    job.returnPayload = Buffer.from(outcome.payload).toString();
    move(job, "Succeeded", now);
    return;
  }
  job.errorMessage = outcome.errorMessage;
  move(job, job.stop.signal.aborted ? "Stopped" : "Failed", now, { Error: outcome.invocationError });
}

/** Ends a job that has become too old before it could run, or run again. */
export function expire(job: Job, now: number): void {
  job.endTime = now;
  job.errorMessage = "The invocation is older than its function's configuration allows";
  move(job, "Expired", now);
}

/** Whether nothing can happen to a job any more. */
export function hasEnded({ status }: Job): boolean {
  return status === "Succeeded" || status === "Failed" || status === "Stopped" || status === "Expired";
}

/** A job as the service of its generation answers it. */
export function describeJob(
  target: FunctionTarget,
  job: Job,
  place: { readonly region: string; readonly account: string },
  includePayload: boolean,
): JsonObject {
  const { service, name, qualifier = "LATEST" } = target;
  const { field } = vocabularyOf(target);
  const { startedTime, endTime } = job;
  return {
    ...(service === undefined
      ? { functionArn: functionArn({ ...target, ...place }) }
      : { serviceName: service, functionName: name }),
    qualifier,
    [field.id]: job.id,
    requestId: job.requestId,
    status: job.status,
    startedTime,
    endTime,
    durationMs: hasEnded(job) && startedTime !== 0 ? endTime - startedTime : 0,
    alreadyRetriedTimes: job.retriedTimes,
    destinationStatus: job.destinationStatus,
    instanceId: job.instanceId,
    [field.errorMessage]: job.errorMessage,
    returnPayload: job.returnPayload,
    ...(includePayload && { [field.payload]: Buffer.from(job.payload).toString() }),
    events: job.events.map((event) => ({ ...event })),
  };
}
