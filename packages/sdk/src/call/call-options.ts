/** What every call to a cloud takes. */
export interface CallOptions {
  /** Aborts the call, also while it waits to be tried again; it then rejects with `AbortError`, `cause` being the signal's reason. */
  readonly signal?: AbortSignal;
  /** How long the whole call may take, retries included, in milliseconds. */
  readonly timeoutMs?: number;
  /** How often to try, the first time included. Default 6, about six seconds of back-off at most. */
  readonly maxAttempts?: number;
  /** How long one attempt may take, connecting included, in milliseconds. Default 10 seconds, and as long as the service may hold the answer back. */
  readonly attemptTimeoutMs?: number;
}
