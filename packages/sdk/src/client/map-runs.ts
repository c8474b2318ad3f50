import type { CallOptions } from "../call/call-options.ts";
import { dateOf, numberOf, objectOf, textOf } from "../call/wire-values.ts";
import type { JsonObject } from "../contract/json.ts";
import type { FnfTransport } from "../transport/transport.ts";
import type { ExecutionStatus } from "./execution-description.ts";
import { type ExecutionName, paramsOf } from "./execution-name.ts";

/** How a map run goes about its items. */
export interface MapRunSettings {
  /** How many child executions may run at once. */
  readonly concurrency?: number;
  /** How many items may fail before the map run does. */
  readonly toleratedFailedCount?: number;
  /** How many of a hundred items may fail before the map run does. */
  readonly toleratedFailedPercentage?: number;
}

/** How many items of a map run stand where. */
export interface ItemCounts {
  readonly total: number;
  readonly pending: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly aborted: number;
}

/** A map run as the service describes it. */
export interface MapRunDescription extends MapRunSettings {
  readonly name: string;
  readonly execution: string;
  readonly status: ExecutionStatus | (string & {});
  readonly items: ItemCounts;
  readonly startedTime: Date | undefined;
  /** When it ended, if it has. */
  readonly stoppedTime: Date | undefined;
}

/**
 * The runs of CloudFlow's distributed Map states: executions of FDL flows have none. The child executions of one are listed
 * with `flows.executions(flow, { mapRun })`.
 */
export interface MapRuns {
  /** How far a map run has come. */
  describe(execution: ExecutionName, name: string, options?: CallOptions): Promise<MapRunDescription>;
  /** Changes what is given, and gives what it is now. */
  update(
    execution: ExecutionName,
    name: string,
    changes: MapRunSettings,
    options?: CallOptions,
  ): Promise<MapRunSettings>;
}

export function mapRunsOver(transport: FnfTransport): MapRuns {
  const naming = (execution: ExecutionName, mapRun: string) => ({
    ...paramsOf(execution),
    MapRunName: mapRun,
  });
  return {
    async describe(execution, name, options = {}) {
      return mapRunDescription(await transport.call("DescribeMapRun", naming(execution, name), options));
    },

    async update(execution, name, changes, options = {}) {
      const params = {
        ...naming(execution, name),
        Concurrency: changes.concurrency,
        ToleratedFailedCount: changes.toleratedFailedCount,
        ToleratedFailedPercentage: changes.toleratedFailedPercentage,
      };
      return settingsOf(await transport.call("UpdateMapRun", params, options));
    },
  };
}

function mapRunDescription(answer: JsonObject): MapRunDescription {
  const counts = objectOf(answer.ItemCounts) ?? {};
  return {
    name: textOf(answer.MapRunName) ?? "",
    execution: textOf(answer.ExecutionName) ?? "",
    status: textOf(answer.Status) ?? "",
    ...settingsOf(answer),
    items: {
      total: numberOf(counts.Total) ?? 0,
      pending: numberOf(counts.Pending) ?? 0,
      running: numberOf(counts.Running) ?? 0,
      succeeded: numberOf(counts.Succeed) ?? 0,
      failed: numberOf(counts.Failed) ?? 0,
      aborted: numberOf(counts.Aborted) ?? 0,
    },
    startedTime: dateOf(answer.StartedTime),
    stoppedTime: dateOf(answer.StoppedTime),
  };
}

function settingsOf(answer: JsonObject): MapRunSettings {
  const concurrency = numberOf(answer.Concurrency);
  const count = numberOf(answer.ToleratedFailedCount);
  const percentage = numberOf(answer.ToleratedFailedPercentage);
  return {
    ...(concurrency !== undefined && { concurrency }),
    ...(count !== undefined && { toleratedFailedCount: count }),
    ...(percentage !== undefined && { toleratedFailedPercentage: percentage }),
  };
}
