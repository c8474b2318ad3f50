import type { JsonObject } from "@fnfkit/sdk/contract";
import type { Flow } from "@fnfkit/sdk/fdl";
import type { Cancel, Execution } from "../../engine/index.ts";
import type { Plan } from "./cron.ts";

/** What an execution is started with: a flow as it is, or as it was when a version was published. */
export interface Runnable {
  readonly definition: string;
  readonly flow: Flow;
  readonly roleArn: string;
  /** `{ Variables: [{ Name, Value, Description }] }`, when it was given. */
  readonly environment: JsonObject | undefined;
}

/** A flow as the service remembers it. Times in milliseconds since the Unix epoch. */
export interface FlowRecord extends Runnable {
  readonly id: string;
  readonly name: string;
  readonly executionMode: "Standard" | "Express";
  readonly createdTime: number;
  readonly resourceGroupId: string;
  readonly executions: Map<string, ExecutionRecord>;
  readonly schedules: Map<string, ScheduleRecord>;
  readonly versions: Map<string, FlowVersion>;
  readonly aliases: Map<string, FlowAlias>;
  /** The number of the version published last; no number is given twice. */
  lastVersion: number;
  type: string;
  definition: string;
  flow: Flow;
  description: string;
  roleArn: string;
  environment: JsonObject | undefined;
  externalStorageLocation: string;
  lastModifiedTime: number;
}

/** A flow as it was when it was published. */
export interface FlowVersion extends Runnable {
  /** A number from 1. */
  readonly version: string;
  readonly description: string;
  readonly createdTime: number;
}

/** A name for versions that share the executions between them. */
export interface FlowAlias {
  readonly name: string;
  readonly createdTime: number;
  description: string;
  routes: readonly Route[];
}

/** How many of a hundred executions a version gets. */
export interface Route {
  readonly version: string;
  readonly weight: number;
}

/** What starts a flow again and again. */
export interface ScheduleRecord {
  readonly id: string;
  readonly name: string;
  readonly createdTime: number;
  cron: string;
  plan: Plan;
  description: string;
  payload: string;
  enabled: boolean;
  lastModifiedTime: number;
  /** Calls off the next firing. */
  cancel: Cancel;
}

/** An execution as the service remembers it: with the flow as it was at the start. */
export interface ExecutionRecord {
  readonly flowName: string;
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly environment: JsonObject | undefined;
  /** The version or alias it was started by; blank for none. */
  readonly qualifier: string;
  readonly input: string;
  readonly startedTime: number;
  readonly execution: Execution;
  stoppedTime: number | undefined;
  /** Called once, when it has ended. */
  readonly watchers: Set<() => void>;
}
