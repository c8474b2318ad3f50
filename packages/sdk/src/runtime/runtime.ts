import type { JsonObject } from "../contract/json.ts";
import type { Clock } from "./clock.ts";

/**
 * The property of a Function Compute context under which the embedded clouds tell a wrapped handler where it runs.
 * The real platform never sets it.
 */
export const runtimeKey: unique symbol = Symbol.for("fnfkit.runtime") as never;

/** What an embedded cloud tells the function kit, so that a wrapped handler needs no configuration to be tested. */
export interface Runtime {
  /** Where reports go, e.g. `http://127.0.0.1:9000`; the region's own endpoint when absent. */
  readonly endpoint?: string;
  /** What takes reports there without a client or a socket; the transport's own when absent. */
  readonly send?: RuntimeSend;
  /** The clock that back-off and deadlines use. */
  readonly clock?: Clock;
  /** Aborted when the platform stops this invocation's job. */
  readonly signal?: AbortSignal;
}

/** What the transport's `send` is, as far as an embedded cloud looks at a request: it can take the vendor's client's place. */
export type RuntimeSend = (request: {
  readonly action: string;
  readonly endpoint: string;
  readonly params: Readonly<Record<string, string>>;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly accessKeySecret: string;
    readonly securityToken?: string;
  };
  readonly signal: AbortSignal;
}) => Promise<{ readonly status: number | undefined; readonly body: JsonObject | undefined }>;

/** The runtime an embedded cloud put on a context, or nothing on the real platform. */
export function runtimeOf(context: object): Runtime {
  return (context as { readonly [runtimeKey]?: Runtime })[runtimeKey] ?? {};
}
