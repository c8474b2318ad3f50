import { type FunctionTarget, functionArn, type JsonObject } from "@fnfkit/sdk/contract";
import type { InvocationOutcome } from "./invocation.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** Where a job stands. */
export type JobStatus = "Enqueued" | "Running" | "Retrying" | "Succeeded" | "Failed" | "Stopping" | "Stopped";

/** A stateful asynchronous invocation (FC 2.0), or an asynchronous task (FC 3.0). Times in milliseconds, 0 when not yet. */
export interface Job {
  readonly id: string;
  readonly requestId: string;
  readonly payload: Uint8Array;
  readonly stop: AbortController;
  readonly events: JobEvent[];
  status: JobStatus;
  startedTime: number;
  endTime: number;
  retriedTimes: number;
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
    status: "Enqueued",
    startedTime: 0,
    endTime: 0,
    retriedTimes: 0,
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

/** Whether nothing can happen to a job any more. */
export function hasEnded({ status }: Job): boolean {
  return status === "Succeeded" || status === "Failed" || status === "Stopped";
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
    destinationStatus: "",
    instanceId: "",
    [field.errorMessage]: job.errorMessage,
    returnPayload: job.returnPayload,
    ...(includePayload && { [field.payload]: Buffer.from(job.payload).toString() }),
    events: job.events.map((event) => ({ ...event })),
  };
}
