import type { Cancel, ChoiceLocal, EngineHost, PendingTask } from "../../engine/index.ts";
import type { Chance } from "../chance.ts";
import type { FunctionInvoker } from "../fc/invocation.ts";
import type { World } from "../world.ts";
import type { Limits } from "./limits.ts";
import type { QuotaBook } from "./quotas.ts";
import type { ExecutionRecord, FlowRecord } from "./records.ts";
import { executionNotExists, flowNotExists } from "./refusals.ts";
import type { Message } from "./send-message.ts";
import type { TaskTokens } from "./task-tokens.ts";

/** What the service remembers, and what it works with. */
export interface WorkflowState {
  readonly world: World;
  readonly functions: FunctionInvoker;
  readonly flows: Map<string, FlowRecord>;
  /** What still runs of flows that have been deleted. */
  readonly orphans: Set<ExecutionRecord>;
  readonly tokens: TaskTokens;
  /** What flows have sent to queues and topics, in order. */
  readonly messages: Message[];
  /** How long a long poll may be stuck, in milliseconds of real time; 0: for ever. */
  readonly stalledAfterMs: number;
  /** What `$local` shows to the steps inside a choice at first. */
  readonly choiceLocal: ChoiceLocal;
  readonly limits: Limits;
  /** What decides where there is a choice. */
  readonly chance: Chance;
  /** How long an asynchronous invocation takes to be submitted, in milliseconds. */
  readonly submissionMs: number;
  /** The tasks whose invocations are not yet submitted: they cannot be reported. */
  readonly submitting: Set<PendingTask>;
  /** Calls whatever a task calls, in the name of the flow's role. */
  readonly callService: (roleArn: string, ...call: Parameters<EngineHost["call"]>) => Cancel;
  readonly quotas: QuotaBook;
  /** How many executions run. */
  running: number;
  /** How many executions start inside each other just now. */
  nested: number;
}

/** @throws CloudError 404 `FlowNotExists` */
export function findFlow({ flows }: WorkflowState, name: string): FlowRecord {
  const record = flows.get(name);
  if (record === undefined) throw flowNotExists(name);
  return record;
}

/** @throws CloudError 404 `FlowNotExists` or `ExecutionNotExists` */
export function findExecution(state: WorkflowState, flow: string, name: string): ExecutionRecord {
  const record = findFlow(state, flow).executions.get(name);
  if (record === undefined) throw executionNotExists(flow, name);
  return record;
}
