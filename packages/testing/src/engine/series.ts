import type { JsonObject } from "@fnfkit/sdk/contract";
import type { Step } from "@fnfkit/sdk/fdl";
import type { Execution } from "./execution.ts";
import type { FlowError } from "./flow-error.ts";
import type { EventType } from "./history.ts";
import { merged } from "./mapping.ts";
import { StepRun } from "./step-run.ts";
import { runStep } from "./steps/run-step.ts";

/** Where a series goes after a step. */
export type Next =
  | { readonly kind: "next" }
  | { readonly kind: "end" }
  | { readonly kind: "goto"; readonly step: string }
  | { readonly kind: "failed"; readonly error: FlowError };

/** How a series ended. */
export type SeriesEnd =
  | { readonly kind: "succeeded"; readonly local: JsonObject }
  | { readonly kind: "failed"; readonly error: FlowError };

/**
 * Steps run one after another, with one input and one local between them: those of a flow, and so of every branch.
 *
 * It is a loop that steps leave and come back to, so that a million steps need no more stack than one.
 */
export class Series {
  readonly execution: Execution;
  readonly input: JsonObject;
  readonly #steps: readonly Step[];
  readonly #ended: (end: SeriesEnd) => void;
  #local: JsonObject = {};
  #lastEventId: number;
  #position = 0;
  #isReady = false;
  #isLooping = false;

  constructor(
    execution: Execution,
    steps: readonly Step[],
    input: JsonObject,
    causedBy: number,
    ended: (end: SeriesEnd) => void,
  ) {
    this.execution = execution;
    this.input = input;
    this.#steps = steps;
    this.#lastEventId = causedBy;
    this.#ended = ended;
  }

  /** What its steps have put out so far. */
  get local(): JsonObject {
    return this.#local;
  }

  record(type: EventType, stepName: string, detail: JsonObject): number {
    this.#lastEventId = this.execution.record(type, stepName, this.#lastEventId, detail);
    return this.#lastEventId;
  }

  /** Runs the steps until one of them waits, or there are no more. */
  run(): void {
    this.#isReady = true;
    if (this.#isLooping) return;
    this.#isLooping = true;
    while (this.#isReady) {
      this.#isReady = false;
      const step = this.#steps[this.#position];
      if (step === undefined) this.#ended({ kind: "succeeded", local: this.#local });
      else this.#enter(step);
    }
    this.#isLooping = false;
  }

  #enter(step: Step): void {
    const { events, mostEvents } = this.execution;
    if (events.length >= mostEvents) {
      const cause = `the execution has had ${events.length} events, and the service keeps no more than ${mostEvents}`;
      this.#ended({ kind: "failed", error: { error: "FnF.RuntimeError", cause } });
      return;
    }
    const run = new StepRun(this, step);
    run.attempt(() => runStep(run));
  }

  /** A step is over. */
  exit(stepName: string, output: JsonObject, next: Next): void {
    this.#local = merged(this.#local, output);
    this.record("StepExited", stepName, { local: this.#local });
    switch (next.kind) {
      case "next":
        this.#go(this.#position + 1);
        break;
      case "end":
        this.#go(this.#steps.length);
        break;
      case "goto":
        this.#jump(next.step);
        break;
      case "failed":
        this.#ended(next);
        break;
    }
  }

  #jump(stepName: string): void {
    const position = this.#steps.findIndex(({ name }) => name === stepName);
    const cause = `there is no step "${stepName}" to go to`;
    if (position < 0) this.#ended({ kind: "failed", error: { error: "FnF.RuntimeError", cause } });
    else this.#go(position);
  }

  #go(position: number): void {
    this.#position = position;
    this.run();
  }
}
