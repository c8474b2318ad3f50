import type { JsonObject } from "@fnfkit/sdk/contract";
import type { ChoiceLocal } from "../../engine/index.ts";
import type { FnfRequest, WireAnswer } from "../../wire/wire-request.ts";
import type { FunctionInvoker } from "../fc/invocation.ts";
import type { TaskOutcome, World } from "../world.ts";
import { callService } from "./call-service.ts";
import {
  describeExecution,
  getExecutionHistory,
  listExecutions,
  startExecution,
  stopExecution,
} from "./execution-actions.ts";
import { createFlow, deleteFlow, describeFlow, listFlows, updateFlow } from "./flow-actions.ts";
import { Params } from "./params.ts";
import type { ExecutionRecord } from "./records.ts";
import { actionNotSupported } from "./refusals.ts";
import { reportTask, reportTaskFailed, reportTaskSucceeded } from "./report-actions.ts";
import type { Message } from "./send-message.ts";
import { TaskTokens } from "./task-tokens.ts";
import type { WorkflowState } from "./workflow-state.ts";

type Action = (state: WorkflowState, params: Params, signal: AbortSignal) => JsonObject | Promise<JsonObject>;

const actions: { readonly [name: string]: Action } = {
  CreateFlow: createFlow,
  UpdateFlow: updateFlow,
  DescribeFlow: describeFlow,
  DeleteFlow: deleteFlow,
  ListFlows: listFlows,
  StartExecution: startExecution,
  StopExecution: stopExecution,
  DescribeExecution: describeExecution,
  ListExecutions: listExecutions,
  GetExecutionHistory: getExecutionHistory,
  ReportTaskSucceeded: reportTaskSucceeded,
  ReportTaskFailed: reportTaskFailed,
};

export interface ServerlessWorkflowOptions {
  /** What tokens are made of. */
  readonly seed: number;
  /** How long a long poll may be stuck, in milliseconds of real time; 0: for ever. */
  readonly stalledAfterMs: number;
  /** What `$local` shows to the steps inside a choice at first. */
  readonly choiceLocal: ChoiceLocal;
}

/** Serverless Workflow, as far as flows need it. */
export interface ServerlessWorkflow {
  /** Answers a request. Rejects with `CloudError` when the service would answer an error. */
  handle(request: FnfRequest, signal: AbortSignal): Promise<WireAnswer>;
  /** Reports as a holder of the token would, without the way over the wire. */
  reportTask(token: string, outcome: TaskOutcome): void;
  /** All executions of all flows, in the order of their flows' creation and their own start. */
  executions(): readonly ExecutionRecord[];
  /** What flows have sent to queues and topics, in order. */
  readonly messages: readonly Message[];
  /** Stops what runs and forgets everything. */
  reset(): void;
}

/** Serverless Workflow in a world that it shares with its functions. */
export function createServerlessWorkflow(
  world: World,
  functions: FunctionInvoker,
  { seed, stalledAfterMs, choiceLocal }: ServerlessWorkflowOptions,
): ServerlessWorkflow {
  const state: WorkflowState = {
    world,
    functions,
    flows: new Map(),
    tokens: new TaskTokens(seed),
    messages: [],
    stalledAfterMs,
    choiceLocal,
    callService: (call, tell) => callService(state, call, tell),
    nested: 0,
  };
  const executions = () => [...state.flows.values()].flatMap(({ executions }) => [...executions.values()]);
  return {
    async handle({ action, params }, signal) {
      const run = Object.hasOwn(actions, action) ? actions[action] : undefined;
      if (run === undefined) throw actionNotSupported(action);
      return { status: 200, body: await run(state, new Params(params), signal) };
    },
    reportTask: (token, outcome) => reportTask(state, token, outcome),
    executions,
    messages: state.messages,
    reset() {
      for (const { execution } of executions()) {
        if (execution.status === "Running") execution.stop("", "the clouds were reset");
      }
      state.flows.clear();
      state.tokens.reset();
      state.messages.length = 0;
    },
  };
}
