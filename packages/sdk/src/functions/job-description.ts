import { objectsOf } from "../call/wire-values.ts";
import type { Json, JsonObject } from "../contract/json.ts";
import type { Generation } from "./generation.ts";

/** Where a job can stand. The service may know others. */
export type JobStatus =
  | "Enqueued"
  | "Dequeued"
  | "Running"
  | "Retrying"
  | "Succeeded"
  | "Failed"
  | "Stopping"
  | "Stopped"
  | "Expired"
  | "Invalid";

/** A change of a job's status. */
export interface JobEvent {
  readonly status: JobStatus | (string & {});
  readonly time: Date;
  /** What the service says about it, JSON text for the most part, e.g. `{"Error":"UnhandledInvocationError"}`; may be empty. */
  readonly detail: string;
}

/** A job as the service sees it. */
export interface JobDescription {
  readonly id: string;
  readonly status: JobStatus | (string & {});
  /** The id of the request that started it. */
  readonly requestId: string;
  /** Absent while it is queued. */
  readonly startedTime?: Date;
  /** Absent until it has ended. */
  readonly endTime?: Date;
  /** How long it ran, in milliseconds; 0 until it has ended. */
  readonly durationMs: number;
  /** How often it was tried again after a failure. */
  readonly retriedTimes: number;
  /** Why it failed; empty when it did not. */
  readonly errorMessage: string;
  /** The version or alias that was invoked, where the service says it. */
  readonly qualifier?: string;
  /** The instance it ran on last. Absent while it is queued. */
  readonly instanceId?: string;
  /** Whether its outcome arrived where the function's configuration sends it. Absent when it is sent nowhere. */
  readonly destinationStatus?: string;
  /** What has happened to it, oldest first, where the service says it. */
  readonly events: readonly JobEvent[];
  /** The event it was invoked with, as text; only when `includePayload` asked for it. */
  readonly payload?: string;
  /** What the function answered, as text; only for accounts that the service has switched this preview on for. */
  readonly returnPayload?: string;
}

const ended: readonly string[] = [
  "Succeeded",
  "Failed",
  "Stopped",
  "Expired",
  "Invalid",
] satisfies JobStatus[];

/** Whether nothing can happen to a job any more. */
export function hasEnded({ status }: JobDescription): boolean {
  return ended.includes(status);
}

/** Reads a job as either generation answers it. */
export function jobDescription({ field }: Generation, body: JsonObject): JobDescription {
  const startedTime = number(body.startedTime);
  const endTime = number(body.endTime);
  // FC 2.0's documents spell this one key with either first letter.
  const payload = body[field.payload] ?? body[capitalised(field.payload)];
  const { qualifier, instanceId, destinationStatus, returnPayload } = body;
  const optional = { qualifier, instanceId, destinationStatus, payload, returnPayload };
  return {
    id: text(body[field.id]),
    status: text(body.status),
    requestId: text(body.requestId),
    // The service writes 0 for what has not happened yet.
    ...(startedTime > 0 && { startedTime: new Date(startedTime) }),
    ...(endTime > 0 && { endTime: new Date(endTime) }),
    durationMs: number(body.durationMs),
    retriedTimes: number(body.alreadyRetriedTimes),
    errorMessage: text(body[field.errorMessage]),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => text(value) !== "")),
    events: objectsOf(body.events).map(jobEvent),
  };
}

function jobEvent({ status, timestamp, eventDetail }: JsonObject): JobEvent {
  return { status: text(status), time: new Date(number(timestamp)), detail: text(eventDetail) };
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function number(value: Json | undefined): number {
  return Number(value ?? 0);
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
