/** Serverless Workflow's actions that the clouds know: the table of what does them is typed by this list. */
const knownFlowActions = [
  ...["CreateFlow", "UpdateFlow", "DescribeFlow", "DeleteFlow", "ListFlows"],
  ...["StartExecution", "StartSyncExecution", "StopExecution", "DescribeExecution", "ListExecutions"],
  ...["GetExecutionHistory", "ReportTaskSucceeded", "ReportTaskFailed"],
  ...["CreateSchedule", "UpdateSchedule", "DescribeSchedule", "DeleteSchedule", "ListSchedules"],
  ...["PublishFlowVersion", "ListFlowVersions", "DeleteFlowVersion"],
  ...["CreateFlowAlias", "UpdateFlowAlias", "DescribeFlowAlias", "ListFlowAliases", "DeleteFlowAlias"],
  ...["DescribeMapRun", "UpdateMapRun", "DescribeRegions"],
] as const;

export type FlowAction = (typeof knownFlowActions)[number];

export const flowActions: readonly string[] = knownFlowActions;

/** Function Compute's, by the names that its clients of 2.0 and 3.0 give them. */
const functionActions: readonly string[] = [
  "InvokeFunction",
  ...["PutFunctionAsyncInvokeConfig", "GetFunctionAsyncInvokeConfig", "DeleteFunctionAsyncInvokeConfig"],
  ...["ListFunctionAsyncInvokeConfigs", "ListStatefulAsyncInvocations"],
  ...["GetStatefulAsyncInvocation", "StopStatefulAsyncInvocation"],
  ...["PutAsyncInvokeConfig", "GetAsyncInvokeConfig", "DeleteAsyncInvokeConfig", "ListAsyncInvokeConfigs"],
  ...["ListAsyncTasks", "GetAsyncTask", "StopAsyncTask"],
];

/** What a fault can befall. */
export const callActions: readonly string[] = [
  ...flowActions,
  ...functionActions,
  ...["SendMessage", "PublishMessage"],
];

/** Of some actions those that share a word with a name that is none: `StartDancing` → `StartExecution`, … */
export function soundingLike(asked: string, actions: readonly string[]): readonly string[] {
  const words = wordsOf(asked);
  return actions.filter((action) => wordsOf(action).some((word) => words.includes(word)));
}

/** `startDancing` → `start`, `dancing`, without the ending of a plural. */
function wordsOf(name: string): readonly string[] {
  const words = name.match(/[A-Z]?[a-z]+/g) ?? [];
  return words.map((word) => word.toLowerCase().replace(/s$/, ""));
}
