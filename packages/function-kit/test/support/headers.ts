import type { FcContext } from "../../src/index.ts";

/** The headers that a custom runtime gets in the context's place. */
export function headersOf(context: FcContext): Record<string, string> {
  const { accessKeyId = "", accessKeySecret = "", securityToken = "" } = context.credentials ?? {};
  return {
    "x-fc-request-id": context.requestId,
    "x-fc-region": context.region ?? "",
    "x-fc-access-key-id": accessKeyId,
    "x-fc-access-key-secret": accessKeySecret,
    "x-fc-security-token": securityToken,
    "x-fc-function-name": context.function?.name ?? "",
    "x-fc-function-timeout": String(context.function?.timeout ?? ""),
    "x-fc-retry-count": String(context.retryCount ?? 0),
    "x-fc-control-path": "/invoke",
  };
}
