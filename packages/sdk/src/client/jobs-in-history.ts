import type { FunctionTarget } from "../contract/function-contract.ts";
import { functionLabel } from "../contract/function-label.ts";
import { isJsonObject, type Json, type JsonObject } from "../contract/json.ts";
import { isStepReferenceText, parseReference, resolveReference } from "../fdl/reference/index.ts";
import { innerSeries, targetOf } from "../fdl/shape/index.ts";
import type { Flow, Step, TaskStep } from "../fdl/tree/index.ts";
import { type Chain, chainOf } from "./events/chain.ts";
import type { HistoryEvent, KnownHistoryEvent } from "./events/history-event.ts";
import { isHistoryEvent } from "./events/is-history-event.ts";

/** A job that a step of an execution started: `functions.job(contract, job.id)` watches it. */
export interface ExecutionJob {
  readonly step: string;
  readonly function: FunctionTarget;
  readonly id: string;
  /** Whether the step had not ended when the execution was stopped, so that the service stopped the job too. */
  readonly wasAwaited: boolean;
}

/**
 * The jobs that an execution started. Told from the definition's `StatefulAsyncInvocationID` and the step's recorded input; a
 * job whose id they do not say is left out, and so are the ids that Function Compute makes up.
 */
export function jobsInHistory(flow: Flow, events: readonly HistoryEvent[]): readonly ExecutionJob[] {
  const steps = jobStepsOf(flow);
  const chain = chainOf(events);
  const jobs = new Map<string, ExecutionJob>();
  for (const event of events) {
    if (!isHistoryEvent(event, "TaskScheduled")) continue;
    const step = steps.get(event.step ?? "");
    const job = step === undefined ? undefined : jobOf(step, chain, event);
    if (job !== undefined) jobs.set(`${functionLabel(job.function)} ${job.id}`, job);
  }
  return [...jobs.values()];
}

/** The steps that start jobs under ids of their own, by name; a name that several steps have tells nothing. */
function jobStepsOf({ steps }: Flow): ReadonlyMap<string, TaskStep> {
  const named = new Map<string, Step | undefined>();
  const all = [...steps];
  // Grows as it is read.
  for (const step of all) {
    named.set(step.name, named.has(step.name) ? undefined : step);
    all.push(...innerSeries(step).flatMap((series) => series.steps));
  }
  const jobSteps = [...named.values()].filter(
    (step): step is TaskStep =>
      step?.type === "task" && step.serviceParams?.StatefulAsyncInvocationID !== undefined,
  );
  return new Map(jobSteps.map((step) => [step.name, step]));
}

function jobOf(
  step: TaskStep,
  chain: Chain,
  scheduled: KnownHistoryEvent<"TaskScheduled">,
): ExecutionJob | undefined {
  const target = targetOf(step);
  const { InvocationType, StatefulAsyncInvocationID } = step.serviceParams ?? {};
  const input = inputOf(chain, scheduled);
  const id = resolved(StatefulAsyncInvocationID, input);
  if (target.kind !== "function" || typeof id !== "string") return undefined;
  if (resolved(InvocationType, input) !== "Async") return undefined;
  const { wasSubmitted, hasEnded } = fateOf(chain, scheduled);
  if (hasEnded && !wasSubmitted) return undefined;
  return { step: step.name, function: target.function, id, wasAwaited: !hasEnded };
}

function inputOf(chain: Chain, scheduled: KnownHistoryEvent<"TaskScheduled">): JsonObject | undefined {
  if (isJsonObject(scheduled.detail.input)) return scheduled.detail.input;
  for (const event of chain.back(scheduled)) {
    if (event.step !== scheduled.step) return undefined;
    if (isHistoryEvent(event, "StepStarted")) return event.detail.input;
  }
  return undefined;
}

function resolved(param: unknown, input: JsonObject | undefined): Json | undefined {
  if (typeof param !== "string" || !isStepReferenceText(param)) return param as Json | undefined;
  const { reference } = parseReference(param);
  if (reference === undefined || input === undefined) return undefined;
  const found = resolveReference(reference, { step: input });
  return found.found ? found.value : undefined;
}

function fateOf(chain: Chain, scheduled: HistoryEvent) {
  let wasSubmitted = false;
  for (const event of chain.forward(scheduled)) {
    if (isHistoryEvent(event, "TaskSubmitted", "TaskStarted")) wasSubmitted = true;
    else return { wasSubmitted, hasEnded: true };
  }
  return { wasSubmitted, hasEnded: false };
}
