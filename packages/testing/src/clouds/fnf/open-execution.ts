import type { JsonObject } from "@fnfkit/sdk/contract";
import { Execution } from "../../engine/index.ts";
import { engineHost } from "./engine-host.ts";
import type { ExecutionRecord, FlowRecord } from "./records.ts";
import { executionAlreadyExists } from "./refusals.ts";
import { reportWhenEnded } from "./report-when-ended.ts";
import type { WorkflowState } from "./workflow-state.ts";

/** How an execution is asked for. */
export interface NewExecution {
  /** Default: one that is made up. */
  readonly name: string | undefined;
  /** As it was given, JSON. */
  readonly input: string;
  readonly value: JsonObject;
  /** A token to report when it ends. */
  readonly token: string | undefined;
}

/**
 * Makes an execution, not started yet, unless one of that name runs already: then that one is the answer.
 *
 * @throws CloudError 400 `ExecutionAlreadyExists` when one of that name has ended; `InvalidArgument` or
 * `TaskAlreadyCompleted` for a token that cannot be reported
 */
export function openExecution(
  state: WorkflowState,
  flow: FlowRecord,
  { name = state.world.ids.uuid(), input, value, token }: NewExecution,
): { readonly record: ExecutionRecord; readonly isNew: boolean } {
  const existing = flow.executions.get(name);
  if (existing?.execution.status === "Running") return { record: existing, isNew: false };
  if (existing !== undefined) throw executionAlreadyExists(flow.name, name);
  const caller = token === undefined ? undefined : state.tokens.redeem(token);
  const { clock } = state.world;
  const record: ExecutionRecord = {
    flowName: flow.name,
    name,
    definition: flow.definition,
    roleArn: flow.roleArn,
    input,
    startedTime: clock.now(),
    stoppedTime: undefined,
    watchers: new Set(),
    execution: new Execution({
      flow: flow.flow,
      flowName: flow.name,
      name,
      input: value,
      host: engineHost(state, flow.name, name),
      choiceLocal: state.choiceLocal,
      onEnd() {
        record.stoppedTime = clock.now();
        for (const watcher of record.watchers) watcher();
      },
    }),
  };
  flow.executions.set(name, record);
  if (caller !== undefined) reportWhenEnded(record, caller);
  return { record, isNew: true };
}
