import { isName } from "@fnfkit/sdk/contract";
import { CloudError } from "../../wire/cloud-error.ts";
import type { World } from "../world.ts";
import { defaultEventAgeSeconds, defaultRetryAttempts } from "./async-config.ts";
import type { InstanceQuota } from "./instance-quota.ts";
import type { Accepted, AsyncInvocation, InvocationOutcome } from "./invocation.ts";
import { end, expire, hasEnded, type Job, move, newJob } from "./job.ts";
import { ended } from "./outcome.ts";
import type { RegisteredFunction } from "./registry.ts";
import { runFunction } from "./run-function.ts";
import type { EndedInvocation } from "./send-outcome.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** The functions' queue: what was accepted runs by itself, and is tried again when the function fails. */
export interface FunctionQueue {
  /** @throws CloudError 400 when the id cannot be one, 409 when there is a job of that id already */
  enqueue(fn: RegisteredFunction, invocation: AsyncInvocation, requestId: string): Accepted;
  /** @throws CloudError 404 when there is no such job, or none to be seen yet */
  job(fn: RegisteredFunction, jobId: string): Job;
  /** The jobs to be seen, in the order in which they were accepted. */
  jobs(fn: RegisteredFunction): readonly Job[];
  /** Ends a job that has not ended. */
  stop(fn: RegisteredFunction, jobId: string): void;
  /** Ends everything that is queued or running, and tells nobody. */
  clear(): void;
}

/** What the queue works with. */
export interface QueueParts {
  readonly world: World;
  readonly quota: InstanceQuota;
  /** How long a job cannot be found after it was accepted, in milliseconds. */
  readonly jobVisibleAfterMs: number;
  /** Sends an outcome to where the function's configuration says, and tells whether it arrived. */
  readonly sendOutcome: (fn: RegisteredFunction, invocation: EndedInvocation) => string | undefined;
}

const forgotten = new Error("The cloud was reset");
const stoppedMessage = "Function invocation was stopped";

// While no instance is free: 0.5 s, 1, 2, 4 … and no longer than this between two looks.
const firstPauseMs = 500;
const longestPauseMs = 60_000;
const longestWaitMs = 5 * 3_600_000;

export function createFunctionQueue({
  world,
  quota,
  jobVisibleAfterMs,
  sendOutcome,
}: QueueParts): FunctionQueue {
  const { clock } = world;
  const pending = new Set<Job>();

  async function work(fn: RegisteredFunction, invocation: AsyncInvocation, job: Job, tracked: boolean) {
    pending.add(job);
    const outcome = await attempts(fn, invocation, job, tracked);
    pending.delete(job);
    if (job.stop.signal.reason === forgotten) return;
    if (outcome === "expired") expire(job, clock.now());
    else end(job, outcome, clock.now());
    const last = outcome === "expired" ? ended(job.errorMessage) : outcome;
    if (!job.stop.signal.aborted) {
      const { requestId, payload } = job;
      const told = sendOutcome(fn, { requestId, payload, outcome: last, attempts: job.attempts });
      if (told !== undefined) job.destinationStatus = told;
    }
    invocation.onEnd?.(last);
  }

  async function attempts(
    fn: RegisteredFunction,
    invocation: AsyncInvocation,
    job: Job,
    tracked: boolean,
  ): Promise<InvocationOutcome | "expired"> {
    const stop = job.stop.signal;
    const options = {
      type: "Async",
      requestId: job.requestId,
      ...(tracked && { jobId: job.id }),
      stop,
    } as const;
    if (invocation.delaySeconds !== undefined) await pause(invocation.delaySeconds * 1000, stop);
    for (let attempt = 1; !stop.aborted; attempt++) {
      if (isTooOld(fn, job)) return "expired";
      const leave = quota.hasRoom() ? quota.enter() : await seat(fn, job);
      if (stop.aborted) {
        leave?.();
        break;
      }
      if (leave === undefined) return "expired";
      if (attempt === 1) job.startedTime = clock.now();
      job.attempts = attempt;
      move(job, "Running", clock.now());
      const { outcome, instanceId = "" } = await runFunction(world, fn, invocation, { ...options, attempt });
      leave();
      job.instanceId = instanceId;
      const retries = fn.asyncConfig?.maxAsyncRetryAttempts ?? defaultRetryAttempts;
      if (outcome.kind === "succeeded" || stop.aborted || attempt > retries) return outcome;
      job.retriedTimes = attempt;
      move(job, "Retrying", clock.now(), { Error: outcome.invocationError });
      await pause(1000 * 2 ** (attempt - 1), stop);
    }
    return ended(stoppedMessage);
  }

  /** An instance to run on, as soon as the account has one to spare; nothing when that takes too long. */
  async function seat(fn: RegisteredFunction, job: Job): Promise<(() => void) | undefined> {
    const since = clock.now();
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      if (quota.hasRoom()) return quota.enter();
      if (clock.now() - since >= longestWaitMs || isTooOld(fn, job)) return undefined;
      await pause(pauseMs, job.stop.signal);
      if (job.stop.signal.aborted) return undefined;
    }
  }

  // A job that is stopped wakes up at once, and sees for itself that it was.
  async function pause(delayMs: number, stop: AbortSignal): Promise<void> {
    await clock.unattended.sleep(delayMs, stop).catch((woken: unknown) => {
      if (!stop.aborted) throw woken;
    });
  }

  function isTooOld({ asyncConfig }: RegisteredFunction, { enqueuedTime }: Job): boolean {
    const seconds = asyncConfig?.maxAsyncEventAgeInSeconds ?? defaultEventAgeSeconds;
    return clock.now() - enqueuedTime > seconds * 1000;
  }

  function isVisible({ enqueuedTime }: Job): boolean {
    return clock.now() >= enqueuedTime + jobVisibleAfterMs;
  }

  function find(fn: RegisteredFunction, jobId: string, isSeen: (job: Job) => boolean): Job {
    const job = fn.jobs.get(jobId);
    if (job !== undefined && isSeen(job)) return job;
    const { code, noun } = vocabularyOf(fn.target);
    throw new CloudError(404, code.notFound, `${noun} '${jobId}' does not exist`);
  }

  function stopJob(job: Job): void {
    if (hasEnded(job) || job.stop.signal.aborted) return;
    move(job, "Stopping", clock.now());
    job.stop.abort();
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

    job: (fn, jobId) => find(fn, jobId, isVisible),
    jobs: (fn) => [...fn.jobs.values()].filter(isVisible),
    stop: (fn, jobId) => stopJob(find(fn, jobId, () => true)),

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
