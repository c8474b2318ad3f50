import type { Json, JsonObject } from "@fnfkit/sdk/contract";
import type { ReferenceScope, Step } from "@fnfkit/sdk/fdl";
import type { Execution } from "./execution.ts";
import { type FlowError, LimitFailure, matches, RuntimeFailure } from "./flow-error.ts";
import type { EventType } from "./history.ts";
import { checkStepData } from "./limits.ts";
import { applyMappings } from "./mapping.ts";
import type { Pending } from "./pending.ts";
import type { Next, Series, SeriesEnd, SeriesOptions } from "./series.ts";

/** Reads the token of the attempt that a mapping is made for. */
export type TokenSource = () => string;

/** How a step ends well. */
export interface Success {
  /** What it puts out when no `outputMappings` say otherwise. Default: its local. */
  readonly unmapped?: JsonObject;
  /** Where its series goes. Default: as its `end` says. */
  readonly next?: Next;
}

/** One run of one step, from its entry to its exit. */
export class StepRun<S extends Step = Step> {
  readonly step: S;
  readonly execution: Execution;
  /** The event of its entry. */
  readonly eventId: number;
  readonly #series: Series;
  #inner: Series[] | undefined;
  #pending: Pending | undefined;
  #input: JsonObject = {};
  #tokenOf: TokenSource | undefined;

  constructor(series: Series, step: S) {
    this.step = step;
    this.execution = series.execution;
    this.#series = series;
    this.eventId = this.record("StepEntered", { input: series.input, local: series.visibleLocal });
  }

  /** The step's own input. */
  get input(): JsonObject {
    return this.#input;
  }

  /** What the step sees as its parent's local. */
  get parentLocal(): JsonObject {
    return this.#series.visibleLocal;
  }

  /** Maps the step's input. A task does so for each of its attempts, since each has a token of its own. */
  mapInput(tokenOf?: TokenSource): void {
    const { inputMappings } = this.step;
    this.#tokenOf = tokenOf;
    this.#input =
      inputMappings === undefined
        ? this.#series.usualInput
        : applyMappings(inputMappings, this.#scope(this.#series.input, this.#series.visibleLocal));
    checkStepData([this.#input], this.execution.limits);
  }

  /**
   * Maps the input and starts the step's work.
   *
   * @returns the event this makes
   */
  start(): number {
    this.mapInput();
    return this.record("StepStarted", { input: this.#input });
  }

  record(type: EventType, detail: JsonObject): number {
    return this.#series.record(type, this.step.name, detail);
  }

  /** The step waits until {@link resume}. */
  suspend(pending: Pending): void {
    this.#pending = pending;
    this.execution.pending.add(pending);
  }

  resume(pending: Pending): void {
    this.#pending = undefined;
    this.execution.pending.delete(pending);
  }

  /** Stops what it waits for: nothing follows from it any more. */
  cancel(): void {
    const pending = this.#pending;
    if (pending === undefined) return;
    this.resume(pending);
    pending.cancel();
  }

  /** The series inside the step that have not ended, oldest first. */
  get inner(): readonly Series[] {
    return this.#inner ?? [];
  }

  /** Runs a series inside the step. */
  open({ steps, input, outerLocal, causedBy, ended }: Omit<SeriesOptions, "execution">): void {
    // A list, since there are a hundred at most, and the oldest often ends first.
    this.#inner ??= [];
    const inner = this.#inner;
    const left = (end: SeriesEnd) => {
      inner.splice(inner.indexOf(series), 1);
      ended(end);
    };
    const series = this.#series.inside({ steps, input, outerLocal, causedBy, ended: left });
    inner.push(series);
    this.execution.proceed(series);
  }

  /** Stops every series inside the step. */
  stopInner(): void {
    this.#series.stopInside();
  }

  /** Its next event follows from `eventId`, which stands in a series inside it. */
  follow(eventId: number): void {
    this.#series.follow(eventId);
  }

  /** Ends the step well; its output is merged into its parent's local. */
  succeed(local: Json, { unmapped = local as JsonObject, next = this.#usualNext() }: Success = {}): void {
    this.attempt(() => {
      const { outputMappings } = this.step;
      const output =
        outputMappings === undefined
          ? unmapped
          : applyMappings(outputMappings, this.#scope(this.#input, local));
      checkStepData([this.#input, local, output], this.execution.limits);
      this.record("StepSucceeded", { output });
      this.#series.exit(this.step.name, output, next);
    });
  }

  /** Ends the step badly, unless one of its `catch` is for the error, which none is for a final one. */
  fail(error: FlowError, { isFinal = false }: { readonly isFinal?: boolean } = {}): void {
    const { step } = this;
    this.record("StepFailed", { ...error });
    const handler =
      step.type === "task" && !isFinal ? step.catch?.find(({ errors }) => matches(errors, error)) : undefined;
    if (handler === undefined || step.type !== "task") {
      this.#series.exit(step.name, {}, { kind: "failed", error });
      return;
    }
    try {
      const output = applyMappings(step.errorMappings ?? [], this.#scope(this.#input, { ...error }));
      this.#series.exit(step.name, output, { kind: "goto", step: handler.goto });
    } catch (failure) {
      if (!(failure instanceof RuntimeFailure)) throw failure;
      this.#series.exit(step.name, {}, { kind: "failed", error: failure.flowError });
    }
  }

  /** Does a part of the step's work; the step fails when that part cannot be done. */
  attempt(part: () => void): void {
    try {
      part();
    } catch (failure) {
      if (!(failure instanceof RuntimeFailure)) throw failure;
      this.fail(failure.flowError, { isFinal: failure instanceof LimitFailure });
    }
  }

  #usualNext(): Next {
    return "end" in this.step && this.step.end === true ? endNext : usualNext;
  }

  #scope(input: Json, local: Json): ReferenceScope {
    return new StepScope(input, local, this, this.#tokenOf);
  }
}

const usualNext: Next = { kind: "next" };
const endNext: Next = { kind: "end" };

/** What a step's mappings read. */
class StepScope implements ReferenceScope {
  readonly input: Json;
  readonly local: Json;
  readonly #run: StepRun;
  readonly #tokenOf: TokenSource | undefined;

  constructor(input: Json, local: Json, run: StepRun, tokenOf: TokenSource | undefined) {
    this.input = input;
    this.local = local;
    this.#run = run;
    this.#tokenOf = tokenOf;
  }

  /** Made only when a mapping asks for it: a token is work to make. */
  get context(): JsonObject {
    const { execution, eventId } = this.#run;
    const tokenOf = this.#tokenOf;
    return {
      flow: { name: execution.flowName },
      execution: { name: execution.name },
      step: { eventId },
      ...(tokenOf !== undefined && { task: { token: tokenOf() } }),
    };
  }
}
