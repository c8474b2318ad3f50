import { dateOf, textOf } from "../call/wire-values.ts";
import type { JsonObject } from "../contract/json.ts";
import { type EnvironmentVariable, environmentOf } from "./environment.ts";

/** A flow as the service describes it. */
export interface FlowDescription {
  readonly name: string;
  readonly id: string | undefined;
  /** `FDL`; whatever else the service may say. */
  readonly type: "FDL" | "DEFAULT" | (string & {});
  /** The text as it was deployed. */
  readonly definition: string;
  /** Empty when there is none. */
  readonly description: string;
  /** The role that its tasks are run with. */
  readonly roleArn: string | undefined;
  /** `Standard` or `Express`; the answer of an update does not say. */
  readonly executionMode: ExecutionMode | (string & {}) | undefined;
  readonly environment: readonly EnvironmentVariable[];
  readonly externalStorageLocation: string | undefined;
  readonly resourceGroupId: string | undefined;
  readonly createdTime: Date | undefined;
  readonly lastModifiedTime: Date | undefined;
}

/** How a flow's executions are run: up to a year and with a history, or up to five minutes and answered at once. */
export type ExecutionMode = "Standard" | "Express";

/** Reads a flow as every action answers it. */
export function flowDescription(answer: JsonObject): FlowDescription {
  return {
    name: textOf(answer.Name) ?? "",
    id: textOf(answer.Id),
    type: textOf(answer.Type) ?? "",
    definition: textOf(answer.Definition) ?? "",
    description: textOf(answer.Description) ?? "",
    roleArn: textOf(answer.RoleArn),
    executionMode: textOf(answer.ExecutionMode),
    environment: environmentOf(answer.Environment),
    externalStorageLocation: textOf(answer.ExternalStorageLocation),
    resourceGroupId: textOf(answer.ResourceGroupId),
    createdTime: dateOf(answer.CreatedTime),
    lastModifiedTime: dateOf(answer.LastModifiedTime),
  };
}
