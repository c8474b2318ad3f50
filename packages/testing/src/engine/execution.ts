import type { JsonObject } from "@fnfkit/sdk/contract";
import type { Flow } from "@fnfkit/sdk/fdl";
import { type FlowError, RuntimeFailure } from "./flow-error.ts";
import { type EventType, History, type HistoryEvent } from "./history.ts";
import { type Cancel, type EngineHost, nothingToCancel } from "./host.ts";
import { documentedLimits, type ExecutionLimits, exhausted, tooLargeForEvent } from "./limits.ts";
import { applyMappings } from "./mapping.ts";
import type { Pending } from "./pending.ts";
import { Series, type SeriesEnd } from "./series.ts";

/** How an execution stands. All but `Running` are final. */
export type ExecutionStatus = "Running" | "Succeeded" | "Failed" | "TimedOut" | "Stopped";

/** Nothing, or what the choice's own parent has. */
export type ChoiceLocal = "empty" | "parent";

/** What is run. */
export interface ExecutionOptions {
  readonly flow: Flow;
  readonly flowName: string;
  readonly name: string;
  readonly input: JsonObject;
  readonly host: EngineHost;
  /** What the steps of a choice's way see as `$local` before they have put out anything. Default `empty`. */
  readonly choiceLocal?: ChoiceLocal;
  /** How much it may be. Default: as documented. */
  readonly limits?: ExecutionLimits;
  /** Called once, when the execution has ended. */
  readonly onEnd?: () => void;
}

const oneYearSeconds = 31_536_000;

/** One execution of a flow. It does whatever can be done at once and then waits to be told by its host. */
export class Execution {
  readonly flow: Flow;
  readonly flowName: string;
  readonly name: string;
  readonly host: EngineHost;
  readonly choiceLocal: ChoiceLocal;
  readonly limits: ExecutionLimits;
  /** What it waits for, oldest first. */
  readonly pending = new Set<Pending>();
  readonly #history = new History();
  readonly #input: JsonObject;
  readonly #onEnd: (() => void) | undefined;
  #status: ExecutionStatus = "Running";
  #output: JsonObject | undefined;
  #error: FlowError | undefined;
  #cancelTimeout: Cancel = nothingToCancel;
  readonly #ready: Series[] = [];
  #isProceeding = false;
  #farewell: FlowError | undefined;

  constructor(options: ExecutionOptions) {
    const { flow, flowName, name, input, host, onEnd } = options;
    this.flow = flow;
    this.flowName = flowName;
    this.name = name;
    this.host = host;
    this.choiceLocal = options.choiceLocal ?? "empty";
    this.limits = options.limits ?? documentedLimits;
    this.#input = input;
    this.#onEnd = onEnd;
  }

  /** What has happened so far, oldest first. */
  get events(): readonly HistoryEvent[] {
    return this.#history.events;
  }

  get status(): ExecutionStatus {
    return this.#status;
  }

  /** What it put out, once it has succeeded. */
  get output(): JsonObject | undefined {
    return this.#output;
  }

  /** Why it ended, once it has ended otherwise than by success. */
  get error(): FlowError | undefined {
    return this.#error;
  }

  /** Runs it until it waits for something, or has ended. To be called once. */
  start(): void {
    const input = this.#input;
    const { steps, inputMappings, timeoutSeconds = oneYearSeconds } = this.flow;
    const started = this.record("ExecutionStarted", "", 0, { input });
    this.#cancelTimeout = this.host.setDeadline(timeoutSeconds * 1_000, () => this.#timeOut(timeoutSeconds));
    this.#attempt(() => {
      const flowInput =
        inputMappings === undefined ? input : applyMappings(inputMappings, this.#scope(input));
      const ended = (end: SeriesEnd) => this.#seriesEnded(flowInput, end);
      this.proceed(new Series({ execution: this, steps, input: flowInput, causedBy: started, ended }));
    });
  }

  /** Ends it as `Stopped`, with whatever it has under way. */
  stop(error: string, cause: string): void {
    this.#fail("Stopped", "ExecutionStopped", { error, cause });
  }

  /** Ends it as `Stopped` once the steps that it is in have ended; no other begins. */
  stopAfterStep(error: string, cause: string): void {
    this.#farewell = { error, cause };
    this.#takeLeave();
  }

  /**
   * Takes up a series that can go on. Several that can at once take turns, a step each.
   *
   * It is the one loop that all steps leave and come back to, so that a million steps, or steps a thousand levels deep, need
   * no more stack than one.
   */
  proceed(series: Series): void {
    this.#ready.push(series);
    if (this.#isProceeding) return;
    this.#isProceeding = true;
    try {
      for (let turn = this.#ready.shift(); turn !== undefined; turn = this.#ready.shift()) {
        if (this.#status === "Running" && !this.#takeLeave()) turn.advance();
      }
    } finally {
      this.#isProceeding = false;
    }
  }

  /** Why nothing may begin any more with these data, if so: an execution's events are limited. */
  whyNotBegin(...data: JsonObject[]): FlowError | undefined {
    return exhausted(this.#history.length, this.limits) ?? tooLargeForEvent(data, this.limits);
  }

  record(type: EventType, stepName: string, scheduleId: number, detail: JsonObject): number {
    return this.#history.add(type, stepName, scheduleId, this.host.now(), detail);
  }

  /** Whether nothing is to begin any more. */
  #takeLeave(): boolean {
    if (this.#farewell === undefined) return false;
    const isBusy = [...this.pending].some(({ kind }) => kind !== "entry");
    if (!isBusy) this.#fail("Stopped", "ExecutionStopped", this.#farewell);
    return true;
  }

  #seriesEnded(input: JsonObject, end: SeriesEnd): void {
    if (end.kind === "failed") this.#fail("Failed", "ExecutionFailed", end.error);
    if (end.kind === "succeeded") this.#attempt(() => this.#succeed(input, end.local));
  }

  #succeed(input: JsonObject, local: JsonObject): void {
    const { outputMappings } = this.flow;
    const output =
      outputMappings === undefined ? local : applyMappings(outputMappings, { ...this.#scope(input), local });
    const tooLarge = tooLargeForEvent([output], this.limits);
    if (tooLarge !== undefined) {
      this.#fail("Failed", "ExecutionFailed", tooLarge);
      return;
    }
    this.#output = output;
    this.#end("Succeeded", "ExecutionSucceeded", { output });
  }

  #scope(input: JsonObject) {
    return { input, context: { flow: { name: this.flowName }, execution: { name: this.name } } };
  }

  #timeOut(timeoutSeconds: number): void {
    const cause = `the execution has run longer than ${timeoutSeconds} seconds`;
    this.#fail("TimedOut", "ExecutionTimedOut", { error: "", cause });
  }

  #fail(status: ExecutionStatus, type: EventType, error: FlowError): void {
    this.#error = error;
    this.#end(status, type, { ...error });
  }

  #end(status: ExecutionStatus, type: EventType, detail: JsonObject): void {
    this.#status = status;
    this.#cancelTimeout();
    for (const { cancel } of this.pending) cancel();
    this.pending.clear();
    this.record(type, "", this.#history.length, detail);
    this.#onEnd?.();
  }

  #attempt(part: () => void): void {
    try {
      part();
    } catch (failure) {
      if (!(failure instanceof RuntimeFailure)) throw failure;
      this.#fail("Failed", "ExecutionFailed", failure.flowError);
    }
  }
}
