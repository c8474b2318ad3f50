import { createHash } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "@fnfkit/sdk/contract";
import type { VirtualClock } from "../../../src/clock/index.ts";
import type {
  CallNews,
  Cancel,
  EngineHost,
  Execution,
  PendingTask,
  ServiceCall,
} from "../../../src/engine/index.ts";
import { bodyOf, type FunctionTable, labelOf } from "./function-table.ts";

/** What the services work with. */
interface Surroundings {
  readonly clock: VirtualClock;
  readonly table: FunctionTable;
  report(token: string): PendingTask | undefined;
  send(name: string, body: string): void;
  has(flow: string): boolean;
  execution(flow: string, name: string): Execution | undefined;
  start(flow: string, name: string | undefined, input: JsonObject): Execution;
  /** Calls back when an execution has ended, never at once. */
  watch(execution: Execution, ended: () => void): void;
}

type Tell = (news: CallNews) => void;
type Params = ServiceCall["params"];

const nothingToStop: Cancel = () => {};

/** Every service that a flow of the corpus calls, no larger than the documents have it. */
export function bareServices(around: Surroundings): EngineHost["call"] {
  return (call, tell) => {
    const { target, params, input } = call;
    switch (target.kind) {
      case "function":
        return callFunction(around, labelOf(target.function), call, tell);
      case "flow":
        return callFlow(around, { Input: input, ...params, FlowName: target.resource.name }, call, tell);
      case "action":
        if (target.service === "fnf") return callFlow(around, params, call, tell);
        break;
      case "queue":
      case "topic":
        return sendMessage(around, target.resource.name, params.MessageBody ?? "", tell);
      default:
    }
    tell({ kind: "failed", error: "FnF.RuntimeError", cause: "nothing here can be called so" });
    return nothingToStop;
  };
}

function callFunction(
  { clock, table, report }: Surroundings,
  label: string,
  { params, input }: ServiceCall,
  tell: Tell,
): Cancel {
  const { InvocationType = "Sync" } = params;
  const fail = (code: string) => tell({ kind: "failed", error: `FC.${code}`, cause: "" });
  if (InvocationType !== "Sync" && InvocationType !== "Async") fail("InvalidArgument");
  else if (!table.labels.includes(label))
    fail(label.includes("/") ? notFound(table, label) : "FunctionNotFound");
  else {
    if (InvocationType === "Sync") tell({ kind: "started" });
    for (const code of ["ResourceThrottled", "InternalServerError", "Unknown"] as const) {
      if (!table.refuses(label, code)) continue;
      fail(code);
      return nothingToStop;
    }
    if (InvocationType === "Async") tell({ kind: "accepted" });
    const answer = table.take(label, input);
    clock.schedule((answer.afterSeconds ?? 0) * 1_000, () => {
      const task = report(String(input.taskToken));
      if (answer.succeed !== undefined && task?.isOver === false) task.succeed(answer.succeed);
      if (answer.fail !== undefined && task?.isOver === false)
        task.fail(answer.fail.error, answer.fail.cause);
      if (answer.throw !== undefined) tell({ kind: "failed", ...answer.throw });
      else tell({ kind: "answered", result: bodyOf(answer) });
    });
  }
  return nothingToStop;
}

function notFound({ labels }: FunctionTable, label: string): string {
  const [service] = label.split("/");
  return labels.some((other) => other.startsWith(`${service}/`)) ? "FunctionNotFound" : "ServiceNotFound";
}

function callFlow(
  { has, execution, start, watch, report }: Surroundings,
  { FlowName, ExecutionName, Input = {}, CallbackFnFTaskToken: token }: Params,
  { pattern, target }: ServiceCall,
  tell: Tell,
): Cancel {
  const refuse = (code: string) => tell({ kind: "failed", error: `fnf.${code}`, cause: "" });
  const flow = String(FlowName);
  const name = ExecutionName === undefined ? undefined : String(ExecutionName);
  const known = execution(flow, String(name));
  if (!has(flow)) refuse("FlowNotExists");
  else if (known !== undefined && known.status !== "Running") refuse("ExecutionAlreadyExists");
  else {
    const answers = target.kind === "action" && pattern !== "sync";
    tell({ kind: answers ? "started" : "accepted" });
    const child = known ?? start(flow, name, isJsonObject(Input) ? Input : {});
    watch(child, () => {
      if (pattern === "sync") tell(newsOf(child));
      if (token !== undefined) settle(report(String(token)), child);
    });
    if (answers) tell({ kind: "answered", result: JSON.stringify({ FlowName: flow, Name: child.name }) });
    return () => {
      if (pattern === "sync" && known === undefined && child.status === "Running") child.stop("", "");
    };
  }
  return nothingToStop;
}

function settle(task: PendingTask | undefined, { output, error }: Execution): void {
  if (task === undefined || task.isOver) return;
  if (output !== undefined) task.succeed(output);
  else task.fail(error?.error ?? "", error?.cause ?? "");
}

function newsOf({ output, error }: Execution): CallNews {
  if (output !== undefined) return { kind: "answered", result: JSON.stringify(output) };
  return { kind: "failed", error: error?.error ?? "", cause: error?.cause ?? "" };
}

function sendMessage({ send }: Surroundings, name: string, body: Json, tell: Tell): Cancel {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  send(name, text);
  const MessageBodyMD5 = createHash("md5").update(text).digest("hex").toUpperCase();
  tell({ kind: "started" });
  tell({ kind: "answered", result: JSON.stringify({ MessageId: "1", RequestId: "1", MessageBodyMD5 }) });
  return nothingToStop;
}
