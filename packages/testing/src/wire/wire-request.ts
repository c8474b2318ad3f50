/** A request to one of the clouds, read but not yet believed: its signature is still to be checked. */
export type WireRequest = FnfRequest | FcRequest;

/** A call of Serverless Workflow: an action and its parameters, from query and form alike. */
export interface FnfRequest {
  readonly service: "fnf";
  /** E.g. `StartExecution`. */
  readonly action: string;
  /** The action's own parameters, without the system's (`Action`, `Signature`, `AccessKeyId`, …). */
  readonly params: { readonly [name: string]: string };
  readonly authentication: Authentication;
}

/** A call of Function Compute. */
export interface FcRequest {
  readonly service: "fc";
  readonly generation: "2.0" | "3.0";
  readonly method: string;
  /** The decoded path below the version, e.g. `["services", "shop.prod", "functions", "audit", "invocations"]`. */
  readonly path: readonly string[];
  readonly query: { readonly [name: string]: string };
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string };
  readonly body: Uint8Array;
  readonly authentication: Authentication;
}

/** Who a request says it is from, and how to check that. */
export interface Authentication {
  /** Empty when the request carries no signature at all. */
  readonly accessKeyId: string;
  readonly securityToken?: string;
  /** Whether the signature is the one that `accessKeySecret` makes of this request. */
  signedWith(accessKeySecret: string): boolean;
}

/** What a cloud answers, before it is written as HTTP. `body` is JSON unless it is bytes; absent for an empty answer. */
export interface WireAnswer {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: unknown;
}
