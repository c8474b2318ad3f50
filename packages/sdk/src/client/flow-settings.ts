import { type EnvironmentVariable, environmentText } from "./environment.ts";
import type { ExecutionMode } from "./flow-description.ts";

/** What can be set of a flow beside its definition, and changed later. */
export interface FlowSettings {
  /** The role that the service assumes to run the flow's tasks: `acs:ram::{account}:role/{name}`. */
  readonly roleArn?: string;
  /** Shown in the console. */
  readonly description?: string;
  /** Variables that a CloudFlow definition can read. */
  readonly environment?: readonly EnvironmentVariable[];
  /** Where data too large for events are kept: the path of a bucket. */
  readonly externalStorageLocation?: string;
}

/** What can be set of a flow only when it is created. */
export interface NewFlowSettings extends FlowSettings {
  /** Default `Standard`. `startSync` runs Express flows, `start` Standard ones. */
  readonly executionMode?: ExecutionMode;
  readonly resourceGroupId?: string;
}

/** Settings as they travel. */
export function settingsParams({ environment, ...settings }: NewFlowSettings) {
  return {
    RoleArn: settings.roleArn,
    Description: settings.description,
    Environment: environment === undefined ? undefined : environmentText(environment),
    ExternalStorageLocation: settings.externalStorageLocation,
    ExecutionMode: settings.executionMode,
    ResourceGroupId: settings.resourceGroupId,
  };
}
