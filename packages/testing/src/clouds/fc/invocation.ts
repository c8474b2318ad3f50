import type { FunctionTarget } from "@fnfkit/sdk/contract";

/** One call of a function, from the wire or from a flow. */
export interface Invocation {
  readonly target: FunctionTarget;
  /** What the function gets as its event, byte for byte. */
  readonly payload: Uint8Array;
  /** The token of the task that calls, when the cloud itself is to hand it over (`World.passTaskToken`). */
  readonly taskToken?: string;
  /** The step of a flow that calls, if one does. */
  readonly step?: string;
}

/** An invocation put into a function's queue. */
export interface AsyncInvocation extends Invocation {
  /** The id to track it under, when the caller names one. Ignored unless stateful invocation is on. */
  readonly jobId?: string;
  /** How long it is not to start after it was accepted. Default 0. */
  readonly delaySeconds?: number;
  /** Called once, when the invocation has ended for good: after its retries, or stopped. */
  readonly onEnd?: (outcome: InvocationOutcome) => void;
}

/** What the queue answers. */
export interface Accepted {
  readonly requestId: string;
  /** Present when the invocation is a job. */
  readonly jobId?: string;
}

/** What a run of a function leaves beside its outcome. */
export interface InvocationRun {
  /** What the function wrote to its context's logger. */
  readonly log: readonly string[];
  /** Absent when no instance could be started. */
  readonly instanceId: string | undefined;
  /** In the clouds' own time. */
  readonly durationMs: number;
}

/** How an invocation ended. */
export type InvocationOutcome =
  | { readonly kind: "succeeded"; readonly payload: Uint8Array }
  /** The function ran and failed: it threw, timed out or was stopped. */
  | {
      readonly kind: "failed";
      /** The class of what was thrown; absent when the platform ended the function. */
      readonly errorType?: string;
      readonly errorMessage: string;
      /** `HandledInvocationError` (Node's `callback(error)`) or `UnhandledInvocationError`. */
      readonly invocationError: "HandledInvocationError" | "UnhandledInvocationError";
      /** The error body as Function Compute answers it, JSON. */
      readonly body: string;
    };

/** How the flow engine's cloud reaches functions; the same doors the wire comes in by. */
export interface FunctionInvoker {
  /**
   * Runs a function and waits for it. Rejects with `CloudError` when it was not run at all. `onRun` is told what there is
   * to know beside the outcome.
   */
  invoke(
    invocation: Invocation,
    requestId?: string,
    onRun?: (run: InvocationRun) => void,
  ): Promise<InvocationOutcome>;
  /** Puts an invocation into the function's queue. Throws `CloudError` when it is refused. */
  enqueue(invocation: AsyncInvocation, requestId?: string): Accepted;
  /** How the last call of a function ended, if it was called and has ended. */
  lastOutcome(target: FunctionTarget): InvocationOutcome | undefined;
  /** The role of a function, if it has one. */
  roleOf(target: FunctionTarget): string | undefined;
  /** Stops a job: a queued one never starts, a running one's outcome no longer counts. */
  stopJob(target: FunctionTarget, jobId: string): void;
}
