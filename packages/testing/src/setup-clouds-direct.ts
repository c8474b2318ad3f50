import type { JsonObject } from "@fnfkit/sdk/contract";
import type { FnfSend } from "@fnfkit/sdk/transport";
import type { Clouds } from "./clouds/index.ts";
import { fnfAnswerBody, fnfErrorBody } from "./wire/index.ts";

/**
 * Takes requests to Serverless Workflow straight to the clouds, as they are read from the wire: with neither client nor
 * socket between, and so with nothing to sign but whose they are to be shown.
 */
export function directSend({ world: { region }, respond }: Pick<Clouds, "world" | "respond">): FnfSend {
  return async ({ action, params, credentials: { accessKeySecret, ...key }, signal }) => {
    const authentication = { ...key, signedWith: (secret: string) => secret === accessKeySecret };
    const reply = await respond({ service: "fnf", action, params, authentication }, signal);
    switch (reply.kind) {
      case "broken":
        throw Object.assign(new Error("the connection broke"), { code: "ECONNRESET" });
      case "error": {
        const body = fnfErrorBody(reply.error, reply.requestId, `${region}.fnf.aliyuncs.com`);
        return { status: reply.error.status, body: asSent(body) };
      }
      case "answer":
        return {
          status: reply.answer.status,
          body: asSent(fnfAnswerBody(reply.answer, reply.requestId)),
        };
    }
  };
}

/** Only what JSON carries gets through, and nothing is shared. */
function asSent(body: object): JsonObject {
  return JSON.parse(JSON.stringify(body));
}
