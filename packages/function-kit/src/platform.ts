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
  /** The platform's log; `console` does the same. */
  readonly logger?: { warn(...message: unknown[]): void };
}

/** What a handler is called with: the event's bytes, or what a custom runtime has made of them. */
export type FcEvent = Uint8Array | string | object;

/** Ends an invocation on the runtimes that ignore a handler's promise. */
export type FcCallback = (error?: unknown, result?: unknown) => void;

/** The request of an HTTP trigger of FC 2.0. */
export interface FcHttpRequest extends AsyncIterable<Uint8Array | string> {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: object;
  readonly queries?: object;
  readonly clientIP?: string;
}

/** The response of an HTTP trigger of FC 2.0. */
export interface FcHttpResponse {
  setStatusCode(status: number): void;
  setHeader(name: string, value: string): void;
  send(body: string | Uint8Array): void;
}

/** A handler as Function Compute calls it. */
export interface FcHandler {
  /** For an HTTP trigger of FC 2.0. */
  (request: FcHttpRequest, response: FcHttpResponse, context: FcContext): Promise<unknown>;
  /** For everything else, the HTTP triggers of FC 3.0 included. */
  (event: FcEvent, context: FcContext, callback?: FcCallback): Promise<unknown>;
}
