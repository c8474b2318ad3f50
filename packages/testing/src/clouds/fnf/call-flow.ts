import { isJsonObject, type Json, type JsonObject } from "@fnfkit/sdk/contract";
import type { CallNews, Cancel, ServiceCall } from "../../engine/index.ts";
import { CloudError } from "../../wire/cloud-error.ts";
import { sufferChildFault } from "./child-fault.ts";
import { described } from "./execution-actions.ts";
import { mayStopChild } from "./flow-role.ts";
import { openExecution } from "./open-execution.ts";
import { Params } from "./params.ts";
import type { ExecutionRecord } from "./records.ts";
import { actionNotSupported, invalidArgument, resourceThrottled } from "./refusals.ts";
import { findFlow, type WorkflowState } from "./workflow-state.ts";

type Tell = (news: CallNews) => void;
type Given = { readonly [param: string]: Json | undefined };

const nothingToStop: Cancel = () => {};

/** Starts an execution of a flow for a task, and with `sync` waits for its end. */
export function callFlow(
  state: WorkflowState,
  role: string,
  flowName: string,
  call: ServiceCall,
  tell: Tell,
): Cancel {
  const { ExecutionName, Input = call.input } = call.params;
  return refusable(tell, () => {
    const child = open(state, { FlowName: flowName, ExecutionName, Input });
    tell({ kind: "accepted" });
    const stop = call.pattern === "sync" ? watch(child, tell, mayStopChild(state, role)) : nothingToStop;
    start(state, child);
    return stop;
  });
}

/** Calls `fnf:StartExecution` for a task; with `requestResponse` the step's local is what the action answers. */
export function callStartExecution(
  state: WorkflowState,
  role: string,
  call: ServiceCall,
  tell: Tell,
): Cancel {
  return refusable(tell, () => {
    const child = open(state, call.params);
    let stop = nothingToStop;
    if (call.pattern === "sync") {
      tell({ kind: "accepted" });
      stop = watch(child, tell, mayStopChild(state, role));
    } else {
      tell({ kind: "started" });
      const answer = { ...described(child.record), Status: "", RequestId: state.world.ids.requestId() };
      tell({ kind: "answered", result: JSON.stringify(answer) });
    }
    start(state, child);
    return stop;
  });
}

interface Child {
  readonly record: ExecutionRecord;
  readonly isNew: boolean;
}

function open(state: WorkflowState, { Input = {}, ...texts }: Given): Child {
  for (const [name, value] of Object.entries(texts)) {
    if (value !== undefined && typeof value !== "string") throw invalidArgument(`${name} must be a string`);
  }
  const given = texts as { readonly [name: string]: string };
  sufferChildFault(state, given);
  const params = new Params(given);
  const flow = findFlow(state, params.name("FlowName"));
  if (flow.executionMode === "Express") throw actionNotSupported("StartExecution");
  const value: JsonObject = isJsonObject(Input) ? Input : params.jsonObject("Input", `${Input}`);
  if (!state.quotas.takeCall("StartExecution")) throw resourceThrottled();
  const name = params.optionalName("ExecutionName");
  const qualifier = params.optional("Qualifier");
  const token = params.optional("CallbackFnFTaskToken");
  return openExecution(state, flow, { name, input: JSON.stringify(value), value, token, qualifier });
}

const mostNested = 50;

// A flow that calls itself must not use up the stack: from some level on its executions start in a turn of their own. Until
// then the clouds are busy, so time stands still.
function start(state: WorkflowState, { record: { execution }, isNew }: Child): void {
  if (!isNew) return;
  const { clock } = state.world;
  if (state.nested < mostNested) {
    state.nested++;
    try {
      execution.start();
    } finally {
      state.nested--;
    }
    return;
  }
  clock.enter();
  setImmediate(() => {
    if (execution.status === "Running") execution.start();
    clock.leave();
  });
}

function watch({ record: { execution, watchers }, isNew }: Child, tell: Tell, mayStop: boolean): Cancel {
  const ended = () => {
    const { output, error } = execution;
    tell(
      output !== undefined
        ? { kind: "answered", result: JSON.stringify(output) }
        : { kind: "failed", error: error?.error ?? "", cause: error?.cause ?? "" },
    );
  };
  watchers.add(ended);
  return () => {
    watchers.delete(ended);
    // One that somebody else has started is not this task's to stop.
    if (isNew && mayStop && execution.status === "Running")
      execution.stop("", "the execution that waited for it has ended");
  };
}

function refusable(tell: Tell, call: () => Cancel): Cancel {
  try {
    return call();
  } catch (refusal) {
    if (!(refusal instanceof CloudError)) throw refusal;
    tell({ kind: "failed", error: `fnf.${refusal.code}`, cause: refusal.message });
    return nothingToStop;
  }
}
