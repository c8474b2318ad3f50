import { dateOf, objectOf, textOf } from "../call/wire-values.ts";
import type { JsonObject } from "../contract/json.ts";
import type { UnsuccessfulStatus } from "../errors/execution-failed-error.ts";
import { type EnvironmentVariable, environmentOf } from "./environment.ts";

/** Where an execution stands. */
export type ExecutionStatus = "Starting" | "Running" | "Succeeded" | UnsuccessfulStatus;

/** An execution without what is heavy about it. */
export interface ExecutionMetadata {
  readonly flowName: string;
  readonly name: string;
  /** One of {@link ExecutionStatus}; empty just after the start, and whatever else the service may say. */
  readonly status: ExecutionStatus | (string & {});
  readonly startedTime: Date | undefined;
  /** When it ended, if it has. */
  readonly stoppedTime: Date | undefined;
}

/** An execution as the service describes it. */
export interface ExecutionDescription extends ExecutionMetadata {
  readonly input: JsonObject;
  /** What it gave, once it has succeeded. */
  readonly output: JsonObject | undefined;
  /** The definition it runs, as it was at the start. */
  readonly flowDefinition: string | undefined;
  /** The flow's variables, as they were at the start. */
  readonly environment: readonly EnvironmentVariable[];
}

/** Whether an execution of this status has ended otherwise than by success. */
export function isUnsuccessful(status: string): status is UnsuccessfulStatus {
  return ["Failed", "TimedOut", "Stopped"].includes(status);
}

export function executionMetadata(answer: JsonObject): ExecutionMetadata {
  return {
    flowName: textOf(answer.FlowName) ?? "",
    name: textOf(answer.Name) ?? "",
    status: textOf(answer.Status) ?? "",
    startedTime: dateOf(answer.StartedTime),
    stoppedTime: dateOf(answer.StoppedTime),
  };
}

/** Reads an execution as every action answers it. */
export function executionDescription(answer: JsonObject): ExecutionDescription {
  return {
    ...executionMetadata(answer),
    input: objectOf(answer.Input) ?? {},
    output: objectOf(answer.Output),
    flowDefinition: textOf(answer.FlowDefinition),
    environment: environmentOf(answer.Environment),
  };
}
