/** An execution by its flow's name and its own; what `flows.start` gives is one. */
export interface ExecutionName {
  readonly flow: string;
  readonly name: string;
}

export function paramsOf({ flow, name }: ExecutionName) {
  return { FlowName: flow, ExecutionName: name };
}
