import { isName } from "@fnfkit/sdk/contract";
import { CloudError } from "../../wire/cloud-error.ts";
import type { World } from "../world.ts";
import { defaultRetryAttempts } from "./async-config.ts";
import type { Accepted, AsyncInvocation, InvocationOutcome } from "./invocation.ts";
import { end, hasEnded, type Job, move, newJob } from "./job.ts";
import { ended } from "./outcome.ts";
import type { RegisteredFunction } from "./registry.ts";
import { runFunction } from "./run-function.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** The functions' queue: what was accepted runs by itself, and is tried again when the function fails. */
export interface FunctionQueue {
  /** @throws CloudError 400 when the id cannot be one, 409 when there is a job of that id already */
  enqueue(fn: RegisteredFunction, invocation: AsyncInvocation, requestId: string): Accepted;
  /** @throws CloudError 404 when there is no such job */
  job(fn: RegisteredFunction, jobId: string): Job;
  /** Ends a job that has not ended. */
  stop(fn: RegisteredFunction, jobId: string): void;
  /** Ends everything that is queued or running, and tells nobody. */
  clear(): void;
}

const forgotten = new Error("The cloud was reset");

export function createFunctionQueue(world: World): FunctionQueue {
  const { clock } = world;
  const pending = new Set<Job>();

  async function work(fn: RegisteredFunction, invocation: AsyncInvocation, job: Job, tracked: boolean) {
    pending.add(job);
    const outcome = await attempts(fn, invocation, job, tracked);
    pending.delete(job);
    if (job.stop.signal.reason === forgotten) return;
    end(job, outcome, clock.now());
    invocation.onEnd?.(outcome);
  }

  async function attempts(
    fn: RegisteredFunction,
    invocation: AsyncInvocation,
    job: Job,
    tracked: boolean,
  ): Promise<InvocationOutcome> {
    const stop = job.stop.signal;
    const options = {
      type: "Async",
      requestId: job.requestId,
      ...(tracked && { jobId: job.id }),
      stop,
    } as const;
    for (let attempt = 1; !stop.aborted; attempt++) {
      if (attempt === 1) job.startedTime = clock.now();
      move(job, "Running", clock.now());
      const outcome = await runFunction(world, fn, invocation, { ...options, attempt });
      const retries = fn.asyncConfig?.maxAsyncRetryAttempts ?? defaultRetryAttempts;
      if (outcome.kind === "succeeded" || stop.aborted || attempt > retries) return outcome;
      job.retriedTimes = attempt;
      move(job, "Retrying", clock.now(), { Error: outcome.invocationError });
      await clock.unattended.sleep(1000 * 2 ** (attempt - 1), stop).catch(() => {});
    }
    return ended("Function invocation was stopped");
  }

  function find(fn: RegisteredFunction, jobId: string): Job {
    const job = fn.jobs.get(jobId);
    if (job !== undefined) return job;
    const { code, noun } = vocabularyOf(fn.target);
    throw new CloudError(404, code.notFound, `${noun} '${jobId}' does not exist`);
  }

  return {
    enqueue(fn, invocation, requestId) {
      const tracked = fn.asyncConfig?.stateful === true;
      if (tracked) checkId(fn, invocation.jobId);
      const id = (tracked && invocation.jobId) || requestId;
      const job = newJob(id, requestId, invocation.payload, clock.now());
      if (tracked) fn.jobs.set(id, job);

      // The caller has its answer before the function starts; no time passes between the two.
      clock.enter();
      queueMicrotask(() => {
        void work(fn, invocation, job, tracked);
        clock.leave();
      });
      return { requestId, ...(tracked && { jobId: id }) };
    },

    job: find,

    stop(fn, jobId) {
      const job = find(fn, jobId);
      if (hasEnded(job) || job.stop.signal.aborted) return;
      move(job, "Stopping", clock.now());
      job.stop.abort();
    },

    clear() {
      for (const { stop } of pending) stop.abort(forgotten);
    },
  };
}

function checkId({ target, jobs }: RegisteredFunction, jobId: string | undefined): void {
  if (jobId === undefined) return;
  const { code, noun } = vocabularyOf(target);
  if (!isName(jobId)) {
    throw new CloudError(
      400,
      "InvalidArgument",
      `${noun} id '${jobId}' must start with a letter or '_' and hold only letters, digits, '_' and '-' (at most 128)`,
    );
  }
  if (jobs.has(jobId)) throw new CloudError(409, code.alreadyExists, `${noun} '${jobId}' already exists`);
}
