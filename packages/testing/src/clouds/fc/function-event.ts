import type { World } from "../world.ts";
import type { Invocation } from "./invocation.ts";

/** The header that carries the task token, where the cloud was told to hand it over by one. */
export const taskTokenHeader = "x-fnf-task-token";

/** What the function gets as its event: the payload, or the event of an HTTP trigger that carries token and payload. */
export function functionEvent(world: World, requestId: string, { payload, taskToken }: Invocation): Buffer {
  if (taskToken === undefined || world.passTaskToken !== "header") return Buffer.from(payload);
  const now = world.clock.now();
  return Buffer.from(
    JSON.stringify({
      version: "v1",
      rawPath: "/",
      headers: { "Content-Type": "application/json", [taskTokenHeader]: taskToken },
      queryParameters: {},
      body: Buffer.from(payload).toString(),
      isBase64Encoded: false,
      requestContext: {
        accountId: world.accountId,
        domainName: `${world.accountId}.${world.region}.fc.aliyuncs.com`,
        domainPrefix: world.accountId,
        requestId,
        time: new Date(now).toISOString(),
        timeEpoch: String(now),
        http: { method: "POST", path: "/", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "fnf" },
      },
    }),
  );
}
