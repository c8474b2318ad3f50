import type { CallOptions } from "../call/call-options.ts";

/** How long something of several calls may take; each call is tried as often as is usual. */
export type AwaitOptions = Pick<CallOptions, "signal" | "timeoutMs">;
