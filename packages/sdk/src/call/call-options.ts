/** What every call to a cloud takes. */
export interface CallOptions {
  /** Aborts the call, also while it waits to be tried again; it then rejects with `AbortError`, `cause` being the signal's reason. */
  readonly signal?: AbortSignal;
  /** How long the whole call may take, retries included, in milliseconds. */
  readonly timeoutMs?: number;
}
