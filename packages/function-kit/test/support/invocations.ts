import { type Runtime, runtimeKey } from "@fnfkit/sdk/runtime";
import { type JumpingClock, jumpingClock } from "../../../sdk/test/support/jumping-clock.ts";
import type { FcContext } from "../../src/index.ts";

/** The context of an invocation whose clock the test owns. */
export interface TestContext extends FcContext {
  /** What the kit warned of. */
  readonly warnings: readonly string[];
  readonly [runtimeKey]: Runtime & { readonly clock: JumpingClock };
}

/** A context as FC 2.0 gives it, with a time-out of a minute. */
export function testContext(parts: object = {}, runtime: Runtime = {}): TestContext {
  const warnings: string[] = [];
  return {
    warnings,
    logger: { warn: (message) => void warnings.push(String(message)) },
    requestId: "request-1",
    credentials: {
      accessKeyId: "STS.key",
      accessKeySecret: "function-secret",
      securityToken: "function-token",
    },
    region: "cn-hangzhou",
    function: { name: "audit", timeout: 60 },
    retryCount: 0,
    ...parts,
    [runtimeKey]: { clock: jumpingClock(), ...runtime } as TestContext[typeof runtimeKey],
  };
}

/** An event as Function Compute gives it. */
export function bytes(event: unknown): Buffer {
  return Buffer.from(JSON.stringify(event));
}

/** The JSON event of an HTTP trigger of FC 3.0. */
export function httpEvent({
  body,
  ...parts
}: {
  body: unknown;
  headers?: object;
  queryParameters?: object;
}): Buffer {
  return bytes({
    version: "v1",
    rawPath: "/",
    headers: {},
    queryParameters: {},
    body: bytes(body).toString("base64"),
    isBase64Encoded: true,
    requestContext: { http: { method: "POST", path: "/" } },
    ...parts,
  });
}
