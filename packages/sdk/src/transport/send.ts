import type { JsonObject } from "../contract/json.ts";
import type { Credentials } from "../credentials/credentials.ts";

/** One request to Serverless Workflow, ready to be signed and sent. */
export interface FnfRequest {
  /** E.g. `StartExecution`. */
  readonly action: string;
  /** The method the service documents for the action. */
  readonly method: "GET" | "POST";
  /** Where it goes: a URL with its scheme. */
  readonly endpoint: string;
  /** The action's own parameters as they travel. */
  readonly params: Readonly<Record<string, string>>;
  /** Whose signature it gets. */
  readonly credentials: Credentials;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** How long connecting and answering may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** What came back, good or bad. */
export interface FnfAnswer {
  /** The HTTP status, when it is known. */
  readonly status: number | undefined;
  /** What the header `retry-after` says, when it is known. */
  readonly retryAfter?: string | undefined;
  /** The body, when it is a JSON object. */
  readonly body: JsonObject | undefined;
}

/**
 * Sends one request once. Rejects only when no answer came, with an error whose `code` says why (`ECONNRESET`).
 *
 * The default is the vendor's client; another one can take its place, e.g. to skip the network in a test.
 */
export type FnfSend = (request: FnfRequest) => Promise<FnfAnswer>;
