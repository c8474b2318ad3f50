import type { JsonObject } from "../contract/json.ts";
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
  const text = (name: string) => (typeof body[name] === "string" ? body[name] : "");
  const number = (name: string) => Number(body[name] ?? 0);
  const startedTime = number("startedTime");
  const endTime = number("endTime");
  return {
    id: text(field.id),
    status: text("status"),
    requestId: text("requestId"),
    // The service writes 0 for what has not happened yet.
    ...(startedTime > 0 && { startedTime: new Date(startedTime) }),
    ...(endTime > 0 && { endTime: new Date(endTime) }),
    durationMs: number("durationMs"),
    retriedTimes: number("alreadyRetriedTimes"),
    errorMessage: text(field.errorMessage),
  };
}
