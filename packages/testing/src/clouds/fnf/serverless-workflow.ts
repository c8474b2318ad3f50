import type { JsonObject } from "@fnfkit/sdk/contract";
import type { ChoiceLocal, PendingTask } from "../../engine/index.ts";
import type { FnfRequest, WireAnswer } from "../../wire/wire-request.ts";
import type { FlowAction } from "../action-names.ts";
import { createChance } from "../chance.ts";
import type { FunctionInvoker } from "../fc/invocation.ts";
import type { TaskOutcome, World } from "../world.ts";
import {
  createFlowAlias,
  deleteFlowAlias,
  describeFlowAlias,
  listFlowAliases,
  updateFlowAlias,
} from "./alias-actions.ts";
import { callService } from "./call-service.ts";
import { checkCaller } from "./caller-role.ts";
import { describeRegions } from "./describe-regions.ts";
import {
  describeExecution,
  getExecutionHistory,
  listExecutions,
  startExecution,
  startSyncExecution,
  stopExecution,
} from "./execution-actions.ts";
import { createFlow, deleteFlow, describeFlow, listFlows, updateFlow } from "./flow-actions.ts";
import { checkRequest, type LimitsOption, limitsOf } from "./limits.ts";
import { noMapRun } from "./map-run-actions.ts";
import { Params } from "./params.ts";
import { QuotaBook, type QuotasOption } from "./quotas.ts";
import type { ExecutionRecord } from "./records.ts";
import { actionNotSupported, resourceThrottled } from "./refusals.ts";
import { reportTask, reportTaskFailed, reportTaskSucceeded } from "./report-actions.ts";
import {
  createSchedule,
  deleteSchedule,
  describeSchedule,
  listSchedules,
  updateSchedule,
} from "./schedule-actions.ts";
import type { Message } from "./send-message.ts";
import { TaskTokens } from "./task-tokens.ts";
import { deleteFlowVersion, listFlowVersions, publishFlowVersion } from "./version-actions.ts";
import type { WorkflowState } from "./workflow-state.ts";

type Action = (state: WorkflowState, params: Params, signal: AbortSignal) => JsonObject | Promise<JsonObject>;

const actions: { readonly [Name in FlowAction]: Action } = {
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
  StartSyncExecution: startSyncExecution,
  CreateSchedule: createSchedule,
  UpdateSchedule: updateSchedule,
  DescribeSchedule: describeSchedule,
  DeleteSchedule: deleteSchedule,
  ListSchedules: listSchedules,
  PublishFlowVersion: publishFlowVersion,
  ListFlowVersions: listFlowVersions,
  DeleteFlowVersion: deleteFlowVersion,
  CreateFlowAlias: createFlowAlias,
  UpdateFlowAlias: updateFlowAlias,
  DescribeFlowAlias: describeFlowAlias,
  ListFlowAliases: listFlowAliases,
  DeleteFlowAlias: deleteFlowAlias,
  DescribeMapRun: noMapRun,
  UpdateMapRun: noMapRun,
  DescribeRegions: describeRegions,
};

export interface ServerlessWorkflowOptions {
  /** What tokens are made of. */
  readonly seed: number;
  /** How long a long poll may be stuck, in milliseconds of real time; 0: for ever. */
  readonly stalledAfterMs: number;
  /** What `$local` shows to the steps inside a choice at first. */
  readonly choiceLocal: ChoiceLocal;
  readonly limits: LimitsOption;
  readonly quotas: QuotasOption;
  /** Whether a task can be reported before its asynchronous invocation is submitted. */
  readonly taskInvalidState: boolean;
}

/** How long an invocation is on its way where reports can come too early: long enough for a function to report at once. */
const slowSubmissionMs = 100;

/** Serverless Workflow, as far as flows need it. */
export interface ServerlessWorkflow {
  /** Answers a request. Rejects with `CloudError` when the service would answer an error. */
  handle(request: FnfRequest, signal: AbortSignal): Promise<WireAnswer>;
  /** Reports as a holder of the token would, without the way over the wire. */
  reportTask(token: string, outcome: TaskOutcome, accessKeyId: string): void;
  /** A token for a task that no execution has. */
  issueToken(flow: string, execution: string, task: PendingTask): string;
  /**
   * All executions of all flows, in the order of their flows' creation and their own start, and then those that still run of
   * flows that have been deleted.
   */
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
  { seed, stalledAfterMs, choiceLocal, limits, quotas, taskInvalidState }: ServerlessWorkflowOptions,
): ServerlessWorkflow {
  const state: WorkflowState = {
    world,
    functions,
    flows: new Map(),
    orphans: new Set(),
    tokens: new TaskTokens(seed),
    messages: [],
    stalledAfterMs,
    choiceLocal,
    limits: limitsOf(limits),
    quotas: new QuotaBook(quotas, () => world.clock.now()),
    chance: createChance(seed, "aliases"),
    submissionMs: taskInvalidState ? slowSubmissionMs : 0,
    submitting: new Set(),
    callService: (role, call, tell) => callService(state, role, call, tell),
    nested: 0,
    running: 0,
  };
  const executions = () => [
    ...[...state.flows.values()].flatMap(({ executions }) => [...executions.values()]),
    ...state.orphans,
  ];
  return {
    async handle({ action, params: values, authentication }, signal) {
      const run = Object.hasOwn(actions, action) ? actions[action as FlowAction] : undefined;
      if (run === undefined) throw actionNotSupported(action);
      checkRequest(values, state.limits);
      const params = new Params(values);
      checkCaller(world, authentication.accessKeyId, action, params);
      if (!state.quotas.takeCall(action)) throw resourceThrottled();
      return { status: 200, body: await run(state, params, signal) };
    },
    reportTask(token, outcome, accessKeyId) {
      const action = outcome.kind === "succeeded" ? "ReportTaskSucceeded" : "ReportTaskFailed";
      checkCaller(world, accessKeyId, action, new Params({}));
      reportTask(state, token, outcome);
    },
    issueToken: (...task) => state.tokens.issue(...task),
    executions,
    messages: state.messages,
    reset() {
      for (const { execution } of executions()) {
        if (execution.status === "Running") execution.stop("", "the clouds were reset");
      }
      state.flows.clear();
      state.orphans.clear();
      state.tokens.reset();
      state.submitting.clear();
      state.chance.reset();
      state.quotas.reset();
      state.messages.length = 0;
    },
  };
}
