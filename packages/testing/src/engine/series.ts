import type { JsonObject } from "@fnfkit/sdk/contract";
import type { Step } from "@fnfkit/sdk/fdl";
import type { Execution } from "./execution.ts";
import type { FlowError } from "./flow-error.ts";
import type { EventType } from "./history.ts";
import { merged } from "./mapping.ts";
import { oncePer } from "./once-per.ts";
import type { PendingPause } from "./pending.ts";
import { StepRun } from "./step-run.ts";
import { runStep } from "./steps/run-step.ts";

/** Where a series goes after a step. */
export type Next =
  | { readonly kind: "next" }
  | { readonly kind: "end" }
  | { readonly kind: "goto"; readonly step: string }
  | { readonly kind: "failed"; readonly error: FlowError };

/** How a series ended. */
export type SeriesEnd = {
  readonly local: JsonObject;
  /** The last event of the series. */
  readonly eventId: number;
} & (
  | { readonly kind: "succeeded" }
  | { readonly kind: "failed"; readonly error: FlowError }
  /** Something beside it failed; nothing is left to do for it. */
  | { readonly kind: "stopped" }
);

/** What is run one after another. */
export interface SeriesOptions {
  readonly execution: Execution;
  readonly steps: readonly Step[];
  readonly input: JsonObject;
  /** What its steps see as `$local` besides what they have put out. Default: nothing. */
  readonly outerLocal?: JsonObject | undefined;
  /** The event that its first one follows from. */
  readonly causedBy: number;
  /** Called once. */
  readonly ended: (end: SeriesEnd) => void;
}

const nothing: JsonObject = Object.freeze({});

const positionsOf = oncePer(
  (steps: readonly Step[]): ReadonlyMap<string, number> =>
    new Map(steps.map(({ name }, position) => [name, position])),
);

/** Steps run one after another, with one input and one local between them: those of a flow, a way, a branch or an iteration. */
export class Series {
  readonly execution: Execution;
  readonly input: JsonObject;
  readonly #outerLocal: JsonObject;
  readonly #steps: readonly Step[];
  readonly #ended: (end: SeriesEnd) => void;
  #local: JsonObject = nothing;
  #usualInput: JsonObject | undefined;
  #lastEventId: number;
  #position = 0;
  #error: FlowError | undefined;
  #run: StepRun | undefined;
  #pause: PendingPause | undefined;
  #isOver = false;

  constructor({ execution, steps, input, outerLocal = nothing, causedBy, ended }: SeriesOptions) {
    this.execution = execution;
    this.input = input;
    this.#outerLocal = outerLocal;
    this.#steps = steps;
    this.#lastEventId = causedBy;
    this.#ended = ended;
  }

  /** What its steps see as `$local`. */
  get visibleLocal(): JsonObject {
    return merged(this.#outerLocal, this.#local);
  }

  /** What a step without input mappings is given. The same object until a step puts something out, so that it is measured once. */
  get usualInput(): JsonObject {
    this.#usualInput ??= merged(this.input, this.visibleLocal);
    return this.#usualInput;
  }

  record(type: EventType, stepName: string, detail: JsonObject): number {
    this.#lastEventId = this.execution.record(type, stepName, this.#lastEventId, detail);
    return this.#lastEventId;
  }

  /** Its next event follows from `eventId`, which stands in a series inside it. */
  follow(eventId: number): void {
    this.#lastEventId = eventId;
  }

  /** Takes the next step, or says how it ended. */
  advance(): void {
    if (this.#isOver) return;
    const step = this.#steps[this.#position];
    if (this.#error !== undefined) this.#fail(this.#error);
    else if (step === undefined) this.#leave("succeeded");
    else this.#enter(step);
  }

  /** Its step is over. */
  exit(stepName: string, output: JsonObject, next: Next): void {
    const local = merged(this.#local, output);
    if (local !== this.#local) this.#usualInput = undefined;
    this.#local = local;
    this.#exited(stepName);
    this.#go(next);
    this.execution.proceed(this);
  }

  /** A series inside its step. */
  inside({ steps, input, outerLocal, causedBy, ended }: Omit<SeriesOptions, "execution">): Series {
    return new Series({ execution: this.execution, steps, input, outerLocal, causedBy, ended });
  }

  /** Stops everything inside its step, from the inside out. */
  stopInside(): void {
    const found = this.#lastFirst();
    // Grows as it is read: whatever is inside comes after what it is inside of.
    for (const series of found) found.push(...series.#lastFirst());
    for (const series of found.reverse()) series.#stop();
  }

  #lastFirst(): Series[] {
    return [...(this.#run?.inner ?? [])].reverse();
  }

  #stop(): void {
    if (this.#isOver) return;
    if (this.#pause !== undefined) {
      this.#pause.cancel();
      this.execution.pending.delete(this.#pause);
    }
    if (this.#run !== undefined) {
      this.#run.cancel();
      this.#exited(this.#run.step.name);
    }
    this.#leave("stopped");
  }

  #enter(step: Step): void {
    const error = this.execution.whyNotBegin(this.input, this.visibleLocal);
    if (error !== undefined) {
      this.#fail(error);
      return;
    }
    const delayMs = this.execution.host.delayEntry();
    if (delayMs > 0) this.#beginLater(step, delayMs);
    else this.#begin(step);
  }

  #begin(step: Step): void {
    const run = new StepRun(this, step);
    this.#run = run;
    run.attempt(() => runStep(run));
  }

  #beginLater(step: Step, delayMs: number): void {
    const { host, pending } = this.execution;
    const pause: PendingPause = {
      kind: "entry",
      step: step.name,
      until: host.now() + delayMs,
      cancel: host.schedule(delayMs, () => {
        pending.delete(pause);
        this.#pause = undefined;
        this.#begin(step);
      }),
    };
    this.#pause = pause;
    pending.add(pause);
  }

  #exited(stepName: string): void {
    this.#run = undefined;
    this.record("StepExited", stepName, { local: this.#local });
  }

  #go(next: Next): void {
    switch (next.kind) {
      case "next":
        this.#position++;
        break;
      case "end":
        this.#position = this.#steps.length;
        break;
      case "goto":
        this.#jump(next.step);
        break;
      case "failed":
        this.#error = next.error;
        break;
    }
  }

  #jump(stepName: string): void {
    const position = positionsOf(this.#steps).get(stepName);
    if (position !== undefined) this.#position = position;
    else {
      const cause = `there is no step "${stepName}" to go to`;
      this.#error = { error: "FnF.RuntimeError", cause };
    }
  }

  #fail(error: FlowError): void {
    this.#isOver = true;
    this.#ended({ kind: "failed", error, local: this.#local, eventId: this.#lastEventId });
  }

  #leave(kind: "succeeded" | "stopped"): void {
    this.#isOver = true;
    this.#ended({ kind, local: this.#local, eventId: this.#lastEventId });
  }
}
