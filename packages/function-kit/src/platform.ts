import type { Credentials } from "@fnfkit/sdk/transport";

/** What the kit reads of the context that Function Compute gives a handler, whatever the generation and runtime. */
export interface FcContext {
  readonly requestId: string;
  /** The function role's temporary credentials. */
  readonly credentials?: Credentials;
  readonly region?: string;
  readonly function?: {
    readonly name?: string;
    /** Seconds after which the platform ends the invocation. */
    readonly timeout?: number | string;
  };
  /** How often this asynchronous invocation has been tried before. */
  readonly retryCount?: number | string;
}

/** What a handler is called with: the event's bytes, or what a custom runtime has made of them. */
export type FcEvent = Uint8Array | string | object;

/** Ends an invocation on the runtimes that ignore a handler's promise. */
export type FcCallback = (error?: unknown, result?: unknown) => void;

/** A handler as Function Compute calls it. */
export type FcHandler = (event: FcEvent, context: FcContext, callback?: FcCallback) => Promise<unknown>;
