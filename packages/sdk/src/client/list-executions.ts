import type { CallOptions } from "../call/call-options.ts";
import type { Paged } from "../call/paged.ts";
import type { FnfTransport } from "../transport/transport.ts";
import {
  type ExecutionDescription,
  type ExecutionMetadata,
  type ExecutionStatus,
  executionDescription,
  executionMetadata,
} from "./execution-description.ts";
import { listOf } from "./list-of.ts";

/** Which executions of a flow to list, and how. */
export interface ExecutionFilter extends CallOptions {
  readonly status?: ExecutionStatus;
  /** Only executions that started then or later. */
  readonly startedTimeBegin?: Date;
  /** Only executions that started then or earlier. */
  readonly startedTimeEnd?: Date;
  readonly namePrefix?: string;
  /** Only executions that were started by this version or alias. */
  readonly qualifier?: string;
  /** Only child executions of this map run; CloudFlow only. */
  readonly mapRun?: string;
  /** Whether to leave out inputs, outputs, definitions and environments. Default `false`. */
  readonly metadataOnly?: boolean;
}

/** Lists a flow's executions. */
export function listExecutions(
  transport: FnfTransport,
  flow: string,
  filter: ExecutionFilter,
): Paged<ExecutionMetadata | ExecutionDescription> {
  const {
    status,
    startedTimeBegin,
    startedTimeEnd,
    namePrefix,
    qualifier,
    mapRun,
    metadataOnly,
    ...options
  } = filter;
  return listOf(
    transport,
    {
      action: "ListExecutions",
      params: {
        FlowName: flow,
        Status: status,
        StartedTimeBegin: startedTimeBegin?.toISOString(),
        StartedTimeEnd: startedTimeEnd?.toISOString(),
        ExecutionNamePrefix: namePrefix,
        Qualifier: qualifier,
        MapRunName: mapRun,
        MetadataOnly: metadataOnly,
      },
      key: "Executions",
      read: metadataOnly === true ? executionMetadata : executionDescription,
    },
    options,
  );
}
