import type { OptionalSignal } from "../call/optional-signal.ts";
import type { JsonObject } from "../contract/json.ts";
import type { Credentials } from "../credentials/credentials.ts";

/** The version of the API that a function's generation speaks: FC 2.0 the older, FC 3.0 the newer one. */
export type FcVersion = "2016-08-15" | "2023-03-30";

/** One request to Function Compute, as far as the generation's API knows it. */
export interface FcRequest {
  /** By the service's own name, e.g. `InvokeFunction`. */
  readonly action: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the version of the API, e.g. `/functions/audit/invocations`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes travel as they are, an object as JSON. */
  readonly body?: Uint8Array | JsonObject;
}

/** Where a request goes, and as whom. */
export interface FcAddress {
  /** A URL without a path. */
  readonly endpoint: string;
  /** The first segment of the path, above the request's own. */
  readonly version: FcVersion;
  readonly region: string;
  readonly accountId: string;
  readonly credentials: Credentials;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** How long connecting and answering may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** What came back. */
export type FcAnswer =
  | {
      readonly ok: true;
      /** The HTTP status, when it is known. */
      readonly status?: number | undefined;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string | undefined>>;
      /** Read as JSON where it is JSON, text otherwise. */
      readonly body: unknown;
    }
  | {
      readonly ok: false;
      /** The HTTP status, when it is known. */
      readonly status?: number | undefined;
      /** The service's code; absent when the answer could not be read. */
      readonly code?: string | undefined;
      readonly message?: string | undefined;
      readonly requestId?: string | undefined;
      /** What the header `retry-after` says, when it is known. */
      readonly retryAfter?: string | undefined;
    };

/** Sends one request once. Rejects only when no answer came, with an error whose `code` says why (`ECONNRESET`). */
export type FcSend = (request: FcRequest, address: FcAddress) => Promise<FcAnswer>;

/** As {@link FcSend}, also for a call that nothing can end. */
export type FcVendorSend = (request: FcRequest, address: OptionalSignal<FcAddress>) => Promise<FcAnswer>;
