import type { Flow } from "@fnfkit/sdk/fdl";
import type { Execution } from "../../engine/index.ts";

/** A flow as the service remembers it. Times in milliseconds since the Unix epoch. */
export interface FlowRecord {
  readonly id: string;
  readonly name: string;
  readonly executionMode: "Standard" | "Express";
  readonly createdTime: number;
  readonly executions: Map<string, ExecutionRecord>;
  type: string;
  definition: string;
  flow: Flow;
  description: string;
  roleArn: string;
  lastModifiedTime: number;
}

/** An execution as the service remembers it: with the flow as it was at the start. */
export interface ExecutionRecord {
  readonly flowName: string;
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly input: string;
  readonly startedTime: number;
  readonly execution: Execution;
  stoppedTime: number | undefined;
  /** Called once, when it has ended. */
  readonly watchers: Set<() => void>;
}
