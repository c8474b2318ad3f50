import type { JsonObject } from "../../src/contract/index.ts";
import type { FnfAnswer, FnfRequest, FnfSend } from "../../src/transport/index.ts";

/** What one request comes to: an answer, or an error to reject with. */
export type Reply = FnfAnswer | Error;

/** A send that answers each action from its own list of replies, the last of which is repeated. */
export interface ScriptedSend extends FnfSend {
  readonly requests: readonly FnfRequest[];
  /** The actions that were called, in order. */
  readonly actions: readonly string[];
}

export type Script = Readonly<Record<string, Reply | readonly Reply[] | ((request: FnfRequest) => Reply)>>;

export function scriptedSend(script: Script): ScriptedSend {
  const requests: FnfRequest[] = [];
  const send = async (request: FnfRequest) => {
    requests.push(request);
    const turn = requests.filter(({ action }) => action === request.action).length - 1;
    const replies = script[request.action];
    if (replies === undefined) throw new Error(`Nothing is scripted for ${request.action}.`);
    const reply =
      typeof replies === "function"
        ? replies(request)
        : Array.isArray(replies)
          ? (replies[Math.min(turn, replies.length - 1)] as Reply)
          : (replies as Reply);
    if (reply instanceof Error) throw reply;
    return reply;
  };
  return Object.defineProperties(send as ScriptedSend, {
    requests: { value: requests },
    actions: { get: () => requests.map(({ action }) => action) },
  });
}

export function ok(body: JsonObject = {}): FnfAnswer {
  return { status: 200, body: { RequestId: "request-1", ...body } };
}

export function refusal(status: number, Code: string, Message = Code): FnfAnswer {
  return { status, body: { Code, Message, RequestId: "request-1", HostId: "cn-hangzhou.fnf.aliyuncs.com" } };
}

export function lost(code: string): Error {
  return Object.assign(new Error("socket hang up"), { code });
}
