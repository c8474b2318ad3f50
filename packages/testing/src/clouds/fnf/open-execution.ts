import type { JsonObject } from "@fnfkit/sdk/contract";
import { Execution } from "../../engine/index.ts";
import { engineHost } from "./engine-host.ts";
import { checkEventText } from "./limits.ts";
import { runnableOf } from "./qualifier.ts";
import type { ExecutionRecord, FlowRecord } from "./records.ts";
import { executionAlreadyExists, resourceThrottled } from "./refusals.ts";
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
  /** A version or an alias of the flow. Default: the flow as it is now. */
  readonly qualifier?: string | undefined;
}

/**
 * Makes an execution, not started yet, unless one of that name runs already: then that one is the answer.
 *
 * @throws CloudError 400 `ExecutionAlreadyExists` when one of that name has ended, `EntityTooLarge` for the input,
 * 429 `ResourceThrottled` when too many run; `InvalidArgument` or `TaskAlreadyCompleted` for a token that cannot be reported; 404 for a qualifier that is none
 */
export function openExecution(
  state: WorkflowState,
  flow: FlowRecord,
  { name = state.world.ids.uuid(), input, value, token, qualifier }: NewExecution,
): { readonly record: ExecutionRecord; readonly isNew: boolean } {
  checkEventText(input, state.limits);
  const existing = flow.executions.get(name);
  if (existing?.execution.status === "Running") return { record: existing, isNew: false };
  if (existing !== undefined) throw executionAlreadyExists(flow.name, name);
  if (state.running >= (state.quotas.quotas.runningExecutions ?? Number.POSITIVE_INFINITY)) {
    throw resourceThrottled();
  }
  const caller = token === undefined ? undefined : state.tokens.redeem(token);
  const { definition, flow: steps, roleArn, environment } = runnableOf(state, flow, qualifier);
  const { clock } = state.world;
  const record: ExecutionRecord = {
    flowName: flow.name,
    name,
    definition,
    roleArn,
    environment,
    qualifier: qualifier ?? "",
    input,
    startedTime: clock.now(),
    stoppedTime: undefined,
    watchers: new Set(),
    execution: new Execution({
      flow: steps,
      flowName: flow.name,
      name,
      input: value,
      host: engineHost(state, flow.name, name, roleArn),
      choiceLocal: state.choiceLocal,
      limits: state.limits,
      onEnd() {
        state.running--;
        record.stoppedTime = clock.now();
        const { status, error } = record.execution;
        state.world.observe({
          ...{ what: "execution", flow: flow.name, execution: name, status },
          ...(error !== undefined && { error: error.error }),
        });
        for (const watcher of record.watchers) watcher();
      },
    }),
  };
  flow.executions.set(name, record);
  state.running++;
  if (caller !== undefined) reportWhenEnded(record, caller);
  return { record, isNew: true };
}
