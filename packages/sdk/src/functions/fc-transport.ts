import type { CallOptions } from "../call/call-options.ts";
import { callWithRetries } from "../call/call-with-retries.ts";
import { malformedResponse } from "../call/classify.ts";
import { answeredWith, type FailedCall, lostConnection, mayRetry } from "../call/failures.ts";
import type { FunctionTarget } from "../contract/function-contract.ts";
import { isJsonObject, type JsonObject } from "../contract/json.ts";
import type { ClientConfig } from "../credentials/client-config.ts";
import { resolveCredentials } from "../credentials/resolve-credentials.ts";
import { isFnfkitError } from "../errors/fnfkit-error.ts";
import type { ServiceError } from "../errors/service-error.ts";
import type { Clock } from "../runtime/clock.ts";
import { systemClock } from "../runtime/system-clock.ts";
import { adviceOn } from "./advice.ts";
import { fcPlace } from "./fc-endpoint.ts";
import type { FcAnswer, FcRequest } from "./fc-send.ts";
import { generationOf } from "./generation.ts";

/** One call about a function. */
export interface FcCall extends Omit<FcRequest, "query"> {
  /** What is being done, for messages: the words after "Failed to". */
  readonly what: string;
  /** Whether a second call can have no second effect. */
  readonly repeatable: boolean;
  /** Whether the answer is to be a JSON object. */
  readonly reads: boolean;
  /** The service code that, after an attempt without a clear answer, means that this attempt had taken effect. */
  readonly doneBefore?: string;
}

/** What the service answered. */
export interface FcReply {
  readonly requestId: string;
  /** Empty when the call reads nothing. */
  readonly body: JsonObject;
}

/** Calls Function Compute about functions of both generations. */
export interface FcTransport {
  readonly clock: Clock;
  /**
   * @throws ServiceError when the service answers with an error, or something else answers in its place
   * @throws ConnectionError when no answer comes
   * @throws ConfigurationError when there are no usable credentials; nothing is sent then
   * @throws TimeoutError when `timeoutMs` have passed
   * @throws AbortError when `signal` is aborted
   */
  call(target: FunctionTarget, call: FcCall, options: CallOptions): Promise<FcReply>;
}

const attemptTimeoutMs = 10_000;

/** Makes a transport to Function Compute. Nothing is loaded or sent before the first call. */
export function createFcTransport(config: ClientConfig): FcTransport {
  const { credentials: source, clock = systemClock } = config;
  return {
    clock,
    async call(target, { what, repeatable, reads, doneBefore, ...request }, options) {
      const { send, query } = generationOf(target);
      const place = fcPlace(config, target);
      let perhapsDone = false;
      return callWithRetries(
        { clock, what, retry: (failure) => mayRetry(failure, repeatable), ...options },
        async ({ leftMs }) => {
          const credentials = await resolveCredentials(source);
          const secrets = [credentials.accessKeyId, credentials.accessKeySecret, credentials.securityToken];
          const call: FailedCall = { service: "fc", action: request.action, what, secrets };
          const timeoutMs = Math.max(1, Math.min(attemptTimeoutMs, leftMs()));
          const address = { ...place, credentials, timeoutMs };
          const answer = await send({ ...request, query: query(target) }, address).catch((failure) => {
            perhapsDone = true;
            throw isFnfkitError(failure) ? failure : lostConnection(call, failure);
          });
          if (answer.ok) return reply(answer, call, reads);
          if (perhapsDone && doneBefore !== undefined && answer.code === doneBefore) {
            return { requestId: answer.requestId ?? "", body: {} };
          }
          perhapsDone ||= answer.status === undefined || answer.status >= 500;
          throw refusal(answer, call);
        },
      );
    },
  };
}

function reply({ headers, body }: FcAnswer & { ok: true }, call: FailedCall, reads: boolean): FcReply {
  const requestId = headers["x-fc-request-id"];
  // The service marks every answer with an id of its own: what has none comes from somebody else.
  if (requestId === undefined || (reads && !isJsonObject(body))) {
    throw refusal({ ok: false, requestId, message: "the answer cannot be read" }, call);
  }
  return { requestId, body: reads ? (body as JsonObject) : {} };
}

function refusal(answer: FcAnswer & { ok: false }, call: FailedCall): ServiceError {
  const { status, code: serviceCode = malformedResponse, message, requestId } = answer;
  const advice = adviceOn(call.action, serviceCode);
  return answeredWith(call, { status, serviceCode, message, requestId, advice });
}
