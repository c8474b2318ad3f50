import { functionLabel } from "../contract/function-label.ts";
import { type TaskTarget, targetOf } from "../fdl/shape/index.ts";
import type { Step, TaskStep, TemplateTag, WaitStep } from "../fdl/tree/index.ts";
import { durationInWords } from "./duration-in-words.ts";

/** What a step is and does, a line each; its name comes first. */
export function stepLines(step: Step): readonly string[] {
  const { name } = step;
  switch (step.type) {
    case "task":
      return taskLines(step);
    case "wait":
      return [name, waitWords(step)];
    case "fail":
      return [name, step.error === undefined ? "fail" : `fail: ${step.error}`];
    case "succeed":
    case "parallel":
    case "foreach":
      return [name, step.type];
    case "pass":
    case "choice":
      return [name];
  }
}

function taskLines(step: TaskStep): readonly string[] {
  const target = targetOf(step);
  const manner = mannerOf(step, target);
  // Nothing says which of the two is called.
  const other = step.resourceArn === undefined || step.action === undefined ? "" : ` or ${step.action}`;
  return [
    step.name,
    `${targetWords(target, step)}${other}`,
    ...(manner.length > 0 ? [manner.join(", ")] : []),
  ];
}

function targetWords(target: TaskTarget, { resourceArn, action }: TaskStep): string {
  switch (target.kind) {
    case "function":
      return `function ${functionLabel(target.function)}`;
    case "flow":
    case "queue":
    case "topic":
      return `${target.kind} ${target.resource.name}`;
    case "action":
      return `${target.service}:${target.api}`;
    case "template":
      return tagWords(target.tag);
    case "unknown":
      return typeof resourceArn === "string" ? resourceArn : (action ?? "calls nothing");
  }
}

function tagWords({ tag, value }: TemplateTag): string {
  return `${tag} ${typeof value === "string" ? value : JSON.stringify(value)}`;
}

function mannerOf({ pattern, serviceParams, timeoutSeconds }: TaskStep, { kind }: TaskTarget): string[] {
  const manner: string[] = [];
  const isAsync = serviceParams?.InvocationType === "Async";
  if (isAsync) manner.push(serviceParams?.StatefulAsyncInvocationID === undefined ? "async" : "async job");
  if (pattern === "waitForCallback") manner.push("waits for callback");
  else if (pattern === "sync") manner.push("waits for its end");
  else if (isAsync || kind === "flow") manner.push("goes on at once");
  if (timeoutSeconds !== undefined) manner.push(`at most ${durationInWords(timeoutSeconds)}`);
  return manner;
}

function waitWords({ duration, timestamp }: WaitStep): string {
  if (timestamp !== undefined) return `wait until ${timestamp}`;
  if (typeof duration === "number") return `wait ${durationInWords(duration)}`;
  return duration === undefined ? "wait" : `wait ${duration} seconds`;
}
