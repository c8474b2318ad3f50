import { isJsonObject, type Json, type JsonObject } from "@fnfkit/sdk/contract";
import { type Pattern, type TaskStep, type TaskTarget, targetOf } from "@fnfkit/sdk/fdl";
import type { FlowError } from "../flow-error.ts";
import type { EventType } from "../history.ts";
import { type CallNews, type Cancel, nothingToCancel } from "../host.ts";
import { tooLargeForEvent } from "../limits.ts";
import { stepValue, unresolvedTag } from "../mapping.ts";
import { oncePer } from "../once-per.ts";
import type { PendingTask } from "../pending.ts";
import type { StepRun } from "../step-run.ts";

const targetOfStep = oncePer(targetOf);

/** One try of a task: ends once, by the called service, by a report of its token or by its time-out. */
export class TaskAttempt implements PendingTask {
  readonly kind = "task";
  readonly step: string;
  readonly eventId: number;
  readonly attempt: number;
  readonly resourceArn: string;
  readonly target: TaskTarget;
  readonly pattern: Pattern;
  isOver = false;
  readonly #run: StepRun<TaskStep>;
  readonly #failed: (error: FlowError) => void;
  #token: string | undefined;
  #isSubmitted = false;
  #cancelTimeout: Cancel = nothingToCancel;
  #stopCall: Cancel = nothingToCancel;

  constructor(run: StepRun<TaskStep>, attempt: number, failed: (error: FlowError) => void) {
    const { name, resourceArn, action, pattern = "requestResponse" } = run.step;
    this.step = name;
    this.eventId = run.eventId;
    this.attempt = attempt;
    this.resourceArn = typeof resourceArn === "string" ? resourceArn : (action ?? "");
    this.target = targetOfStep(run.step);
    this.pattern = pattern;
    this.#run = run;
    this.#failed = failed;
  }

  get token(): string {
    this.#token ??= this.#run.execution.host.issueToken(this);
    return this.#token;
  }

  get input(): JsonObject {
    return this.#run.input;
  }

  get awaitsReport(): boolean {
    return this.pattern === "waitForCallback" && this.#isSubmitted;
  }

  start(): void {
    const { host } = this.#run.execution;
    const { resourceArn, target, pattern, input } = this;
    const { timeoutSeconds, serviceParams } = this.#run.step;
    if (target.kind === "template") throw unresolvedTag(target.tag);
    const params = serviceParams === undefined ? nothing : paramValues(serviceParams, input);
    const scheduled = { input, resourceArn, pattern };
    this.#run.record(
      "TaskScheduled",
      timeoutSeconds === undefined ? scheduled : { ...scheduled, timeout: timeoutSeconds },
    );
    this.#run.suspend(this);
    if (timeoutSeconds !== undefined) {
      this.#cancelTimeout = host.setDeadline(timeoutSeconds * 1_000, () => this.expire());
    }
    this.#stopCall = host.call({ target, resourceArn, pattern, input, params, task: this }, (news) =>
      this.#hear(news),
    );
  }

  succeed(output: JsonObject): number {
    const eventId = this.#end("TaskSucceeded", { output });
    this.#run.succeed(output);
    return eventId;
  }

  fail(error: string, cause: string): number {
    return this.#fail("TaskFailed", { error, cause });
  }

  expire(): void {
    const error = { error: "FnF.TaskTimeout", cause: `step "${this.step}" has timed out` };
    this.#end("TaskTimedOut", error);
    this.#stopCall();
    this.#failed(error);
  }

  readonly cancel = (): void => {
    this.isOver = true;
    this.#cancelTimeout();
    this.#stopCall();
  };

  #hear(news: CallNews): void {
    if (this.isOver) return;
    switch (news.kind) {
      case "started":
        if (this.pattern !== "waitForCallback") this.#run.record("TaskStarted", nothing);
        break;
      case "accepted":
        this.#accepted();
        break;
      case "answered":
        this.#answered(news.result);
        break;
      case "failed":
        this.#refusedOrFailed(news);
        break;
    }
  }

  #accepted(): void {
    this.#submitted();
    if (this.pattern !== "requestResponse") return;
    this.#leave();
    this.#run.succeed({});
  }

  #answered(result: string): void {
    if (this.pattern === "waitForCallback") {
      this.#submitted();
      return;
    }
    const output = parsed(result);
    if (!isJsonObject(output)) this.fail("FnF.InvalidLocal", "the result is not a JSON object");
    else this.#succeedUnlessTooLarge(output);
  }

  #succeedUnlessTooLarge(output: JsonObject): void {
    const error = tooLargeForEvent([output], this.#run.execution.limits);
    if (error === undefined) {
      this.succeed(output);
      return;
    }
    this.#end("TaskFailed", { ...error });
    this.#run.fail(error, { isFinal: true });
  }

  // While a report is awaited, how the function fares does not matter.
  #refusedOrFailed({ error, cause }: FlowError): void {
    if (this.awaitsReport) return;
    const type = this.pattern === "waitForCallback" ? "TaskSubmitFailed" : "TaskFailed";
    this.#fail(type, { error, cause });
  }

  #submitted(): void {
    if (this.#isSubmitted) return;
    this.#isSubmitted = true;
    this.#run.record("TaskSubmitted", { output: {} });
  }

  #fail(type: EventType, error: FlowError): number {
    const eventId = this.#end(type, { ...error });
    this.#failed(error);
    return eventId;
  }

  #end(type: EventType, detail: JsonObject): number {
    this.#leave();
    return this.#run.record(type, detail);
  }

  #leave(): void {
    this.isOver = true;
    this.#cancelTimeout();
    this.#run.resume(this);
  }
}

const nothing: JsonObject = Object.freeze({});

function paramValues(params: { readonly [name: string]: Json | undefined }, input: JsonObject): JsonObject {
  const given = Object.entries(params).filter((param): param is [string, Json] => param[1] !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, stepValue(value, input)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
