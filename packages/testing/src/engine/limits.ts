import type { Json } from "@fnfkit/sdk/contract";
import { type FlowError, LimitFailure } from "./flow-error.ts";
import { jsonBytes } from "./json-bytes.ts";

/** What the service allows one execution. Sizes are bytes of JSON in UTF-8; `Number.POSITIVE_INFINITY` lifts a limit. */
export interface ExecutionLimits {
  /** How many events it may have. Default 5,000. */
  readonly events: number;
  /** How large the data of one event may be: inputs, outputs, locals. Default 32 KiB. */
  readonly eventBytes: number;
  /** How large a step's input, output and local may be together. Default 32 KiB. */
  readonly stepBytes: number;
}

/** The limits as documented for the steps language. */
export const documentedLimits: ExecutionLimits = { events: 5_000, eventBytes: 32_768, stepBytes: 32_768 };

/** No limits at all. */
export const noLimits: ExecutionLimits = {
  events: Number.POSITIVE_INFINITY,
  eventBytes: Number.POSITIVE_INFINITY,
  stepBytes: Number.POSITIVE_INFINITY,
};

/** Why nothing may begin any more, if so. */
export function exhausted(count: number, { events }: ExecutionLimits): FlowError | undefined {
  if (count < events) return undefined;
  return {
    error: "FnF.RuntimeError",
    cause: `the execution has had ${count} events, and the service keeps no more than ${events}`,
  };
}

/** Why an event with these data cannot be, if so. */
export function tooLargeForEvent(
  data: readonly Json[],
  { eventBytes }: ExecutionLimits,
): FlowError | undefined {
  if (eventBytes === Number.POSITIVE_INFINITY) return undefined;
  const bytes = sum(data);
  if (bytes <= eventBytes) return undefined;
  return {
    error: "FnF.RuntimeError",
    cause: `the data of an event take ${bytes} bytes, and the service allows ${eventBytes}. Pass large data by reference`,
  };
}

/** @throws LimitFailure when a step's data are larger together than the service allows */
export function checkStepData(data: readonly Json[], { stepBytes }: ExecutionLimits): void {
  if (stepBytes === Number.POSITIVE_INFINITY) return;
  const bytes = sum(data);
  if (bytes <= stepBytes) return;
  throw new LimitFailure(
    `the step's input, output and local take ${bytes} bytes, and the service allows ${stepBytes}. Pass large data by reference`,
  );
}

function sum(data: readonly Json[]): number {
  let bytes = 0;
  for (const value of data) bytes += jsonBytes(value);
  return bytes;
}
