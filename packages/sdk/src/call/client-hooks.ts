/** One attempt of a call. */
export interface RequestEvent {
  /** Which cloud is called: Serverless Workflow (`fnf`) or Function Compute (`fc`). */
  readonly service: "fnf" | "fc";
  /** The action, by the service's own name, e.g. `StartExecution`. */
  readonly action: string;
  /** What is being done, in words: `call StartExecution for execution "order-42" of flow "order"`. */
  readonly what: string;
  /** Which attempt of the call it is, from 1. */
  readonly attempt: number;
}

/** How an attempt ended. */
export interface ResponseEvent extends RequestEvent {
  /** The HTTP status, when it is known. */
  readonly status?: number | undefined;
  /** The service's id of the request, when it gave one. */
  readonly requestId?: string | undefined;
  /** How long the attempt took, in milliseconds, by the client's clock. */
  readonly durationMs: number;
  /** What the attempt failed with; absent when it succeeded. */
  readonly failure?: unknown;
}

/** An attempt failed, and there will be another one. */
export interface RetryEvent extends RequestEvent {
  /** What the attempt failed with. */
  readonly failure: unknown;
  /** How long the next attempt is waited for, in milliseconds. */
  readonly delayMs: number;
}

/**
 * What a client tells of its calls. No event holds a credential, a task token, a signed address, an input or an output.
 *
 * A hook only looks on: what it throws becomes a warning of the process and changes nothing for the call.
 *
 * @example
 * const flows = new FlowClient({ region, hooks: { onRetry: ({ what, delayMs }) => log.warn({ what, delayMs }) } });
 */
export interface ClientHooks {
  /** An attempt is about to be sent. */
  onRequest?(event: RequestEvent): void;
  /** An attempt has ended, well or not. */
  onResponse?(event: ResponseEvent): void;
  /** The call will be tried again after `delayMs`. */
  onRetry?(event: RetryEvent): void;
}
