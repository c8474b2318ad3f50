import type { Json, JsonObject } from "@fnfkit/sdk/contract";
import type { Flow, Mappings, Retry, Step, TaskStep } from "@fnfkit/sdk/fdl";
import { conditions } from "./conditions.ts";
import { type Reply, services } from "./services.ts";

/** What a flow should come to. Times in seconds since its start. */
export interface Verdict {
  readonly status: "Succeeded" | "Failed" | "TimedOut";
  readonly output?: JsonObject;
  readonly error?: string;
  readonly at: number;
  /** The steps entered, in order as far as the flow does one thing at a time. */
  readonly entered: readonly string[];
  /** Whether it did several things at a time. */
  readonly isTogether: boolean;
}

/** Thrown where the documents do not say which of two things at the same moment comes first. */
export class Undecided extends Error {}

/** Thrown where a step or a flow fails. */
class Failure extends Error {
  constructor(
    readonly error: string,
    readonly at: number,
  ) {
    super(error);
  }
}

type Scope = { readonly input: JsonObject; readonly local: Json | undefined };
type After = { readonly output: JsonObject; readonly at: number; readonly next?: string | "end" };

/** Runs a flow the plain way: step by step, value by value, without events, tokens or timers. */
export function evaluate(flow: Flow, executionInput: JsonObject): Verdict {
  const entered: string[] = [];
  let isTogether = false;

  function series(steps: readonly Step[], input: JsonObject, start: number) {
    let local: JsonObject = {};
    let at = start;
    let position = 0;
    for (let step = steps[position]; step !== undefined; step = steps[position]) {
      entered.push(step.name);
      const after = run(step, { input, local }, at);
      local = { ...local, ...after.output };
      at = after.at;
      const { next } = after;
      if (next === "end") break;
      position = next === undefined ? position + 1 : steps.findIndex(({ name }) => name === next);
    }
    return { local, at };
  }

  function run(step: Step, parent: { input: JsonObject; local: JsonObject }, at: number): After {
    if (step.type === "task") return task(step, parent, at);
    const input = mapped(step.inputMappings, parent, at) ?? { ...parent.input, ...parent.local };
    const outputOf = (local: Json, when: number) => mapped(step.outputMappings, { input, local }, when);
    switch (step.type) {
      case "pass":
        return { output: outputOf({}, at) ?? {}, at, ...(step.end && { next: "end" }) };
      case "succeed":
        return { output: outputOf({}, at) ?? {}, at, next: "end" };
      case "fail":
        throw new Failure(step.error ?? "", at);
      case "wait": {
        const seconds = Number(step.duration);
        if (seconds > 172_800) throw new Failure("FnF.RuntimeError", at);
        const until = at + Math.max(0, seconds);
        return { output: outputOf({}, until) ?? {}, at: until };
      }
      case "choice": {
        const way = step.choices.find(({ condition }) => holds(condition, input, at)) ?? step.default ?? {};
        const done = series(way.steps ?? [], input, at);
        const output = outputOf(done.local, done.at) ?? done.local;
        return { output, at: done.at, ...(way.goto !== undefined && { next: way.goto }) };
      }
      case "parallel": {
        const done = together(
          step.branches.map(
            ({ steps }) =>
              () =>
                series(steps, input, at),
          ),
          at,
        );
        return { output: outputOf(done.locals, done.at) ?? {}, at: done.at };
      }
      case "foreach": {
        const { collection, item } = step.iterationMapping;
        const items = input[collection.slice(2)];
        if (!Array.isArray(items)) throw new Failure("FnF.RuntimeError", at);
        const runs = items.map((value) => () => series(step.steps, { ...input, [item]: value as Json }, at));
        const done = together(runs, at);
        return { output: outputOf(done.locals, done.at) ?? {}, at: done.at };
      }
    }
  }

  function together(runs: readonly (() => { local: JsonObject; at: number })[], start: number) {
    isTogether = true;
    const failures: Failure[] = [];
    const done = runs.map((run) => orFailure(run, (failure) => failures.push(failure)));
    const [first, ...others] = failures.sort((a, b) => a.at - b.at);
    if (first !== undefined) {
      if (others.some(({ at, error }) => at === first.at && error !== first.error)) throw new Undecided();
      throw first;
    }
    return {
      locals: done.map((one) => one?.local ?? {}),
      at: Math.max(start, ...done.map((one) => one?.at ?? start)),
    };
  }

  function task(step: TaskStep, parent: { input: JsonObject; local: JsonObject }, start: number): After {
    const caught = (failure: Failure, input: JsonObject): After => {
      const handler = step.catch?.find(({ errors }) => isFor(errors, failure.error));
      if (handler === undefined) throw failure;
      const local = { error: failure.error, cause: "" };
      const output = mapped(step.errorMappings ?? [], { input, local }, failure.at) ?? {};
      return { output, at: failure.at, next: handler.goto };
    };
    const used = new Map<Retry, number>();
    let input: JsonObject = {};
    let at = start;
    try {
      input = mapped(step.inputMappings, parent, at) ?? { ...parent.input, ...parent.local };
      for (let attempt = 1; ; attempt++) {
        try {
          const done = tryOnce(step, input, attempt, at);
          return {
            output: mapped(step.outputMappings, { input, local: done.local }, done.at) ?? done.local,
            at: done.at,
          };
        } catch (failure) {
          if (!(failure instanceof Failure) || failure.error === "FnF.RuntimeError") throw failure;
          const policy = step.retry?.find(({ errors }) => isFor(errors, failure.error));
          const before = policy === undefined ? 0 : (used.get(policy) ?? 0);
          if (policy === undefined || before >= (policy.maxAttempts ?? 3)) throw failure;
          used.set(policy, before + 1);
          at = failure.at + 2 ** before;
        }
      }
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      return caught(failure, input);
    }
  }

  try {
    const flowInput =
      mapped(flow.inputMappings, { input: executionInput, local: undefined }, 0) ?? executionInput;
    const { local, at } = series(flow.steps, flowInput, 0);
    const output = mapped(flow.outputMappings, { input: flowInput, local }, at) ?? local;
    return inTime(flow, { status: "Succeeded", output, at, entered, isTogether });
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return inTime(flow, { status: "Failed", error: failure.error, at: failure.at, entered, isTogether });
  }
}

function inTime({ timeoutSeconds = Number.POSITIVE_INFINITY }: Flow, verdict: Verdict): Verdict {
  if (verdict.at === timeoutSeconds) throw new Undecided();
  if (verdict.at < timeoutSeconds) return verdict;
  const { entered, isTogether } = verdict;
  return { status: "TimedOut", error: "", at: timeoutSeconds, entered, isTogether };
}

function tryOnce(step: TaskStep, input: JsonObject, attempt: number, at: number) {
  const { timeoutSeconds = Number.POSITIVE_INFINITY, pattern = "requestResponse" } = step;
  const timedOut = () => new Failure("FnF.TaskTimeout", at + timeoutSeconds);
  const reply = services[step.resourceArn as string]?.(input, attempt) as Reply;
  if (reply.kind === "fails") throw new Failure(reply.error, at);
  // Nobody ever reports.
  if (pattern === "waitForCallback") throw timedOut();
  if (reply.kind === "accepts") {
    if (pattern === "requestResponse") return { local: {}, at };
    throw timedOut();
  }
  const { result, afterSeconds = 0 } = reply;
  if (afterSeconds > timeoutSeconds) throw timedOut();
  if (Array.isArray(result)) throw new Failure("FnF.InvalidLocal", at + afterSeconds);
  return { local: result as JsonObject, at: at + afterSeconds };
}

function holds(condition: string, input: JsonObject, at: number): boolean {
  const meaning = conditions[condition];
  if (meaning === undefined) throw new Failure("FnF.RuntimeError", at);
  return meaning(input);
}

function isFor(errors: readonly string[], error: string): boolean {
  return errors.includes("FnF.ALL") || errors.includes(error);
}

function mapped(mappings: Mappings | undefined, scope: Scope, at: number): JsonObject | undefined {
  if (mappings === undefined) return undefined;
  const output: { [target: string]: Json } = {};
  for (const { target, source } of mappings) output[target] = resolved(source as Json, scope, at);
  return output;
}

function resolved(source: Json, { input, local }: Scope, at: number): Json {
  if (typeof source !== "string" || !source.startsWith("$")) return source;
  const [root, ...keys] = source.split(".");
  const roots = { $input: input, $local: local, $context: { execution: { name: "e" } } } as const;
  let value: unknown = roots[root as keyof typeof roots];
  for (const key of keys) {
    const isThere = typeof value === "object" && value !== null && !Array.isArray(value) && key in value;
    value = isThere ? (value as JsonObject)[key] : undefined;
  }
  if (value === undefined) throw new Failure("FnF.RuntimeError", at);
  return value as Json;
}

function orFailure<T>(run: () => T, failed: (failure: Failure) => void): T | undefined {
  try {
    return run();
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    failed(failure);
    return undefined;
  }
}
