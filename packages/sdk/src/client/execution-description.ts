import type { JsonObject } from "../contract/json.ts";
import type { UnsuccessfulStatus } from "../errors/execution-failed-error.ts";
import { dateOf, objectOf, textOf } from "./wire-values.ts";

/** Where an execution stands. */
export type ExecutionStatus = "Starting" | "Running" | "Succeeded" | UnsuccessfulStatus;

/** An execution as the service describes it. */
export interface ExecutionDescription {
  readonly flowName: string;
  readonly name: string;
  /** One of {@link ExecutionStatus}; empty just after the start, and whatever else the service may say. */
  readonly status: ExecutionStatus | (string & {});
  readonly input: JsonObject;
  /** What it gave, once it has succeeded. */
  readonly output: JsonObject | undefined;
  /** The definition it runs, as it was at the start. */
  readonly flowDefinition: string | undefined;
  readonly startedTime: Date | undefined;
  /** When it ended, if it has. */
  readonly stoppedTime: Date | undefined;
}

/** Reads the answer of `DescribeExecution`. */
export function executionDescription(answer: JsonObject): ExecutionDescription {
  return {
    flowName: textOf(answer.FlowName) ?? "",
    name: textOf(answer.Name) ?? "",
    status: textOf(answer.Status) ?? "",
    input: objectOf(answer.Input) ?? {},
    output: objectOf(answer.Output),
    flowDefinition: textOf(answer.FlowDefinition),
    startedTime: dateOf(answer.StartedTime),
    stoppedTime: dateOf(answer.StoppedTime),
  };
}
