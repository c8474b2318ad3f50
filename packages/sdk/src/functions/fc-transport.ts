import { attemptTimeout } from "../call/attempt-timeout.ts";
import type { CallOptions } from "../call/call-options.ts";
import { malformedResponse } from "../call/classify.ts";
import { answeredWith, type FailedCall, lostConnection } from "../call/failures.ts";
import { type Answered, makeCall } from "../call/make-call.ts";
import { type OptionalSignal, withSignal } from "../call/optional-signal.ts";
import { createRateKeeper } from "../call/rate-keeper.ts";
import { retryAfterMs } from "../call/retry-after.ts";
import { unheardEffect } from "../call/unheard-effect.ts";
import { type Watch, watchWith } from "../call/watch.ts";
import type { FunctionTarget } from "../contract/function-contract.ts";
import { isJsonObject, type JsonObject } from "../contract/json.ts";
import type { ClientConfig } from "../credentials/client-config.ts";
import { resolveCredentials } from "../credentials/resolve-credentials.ts";
import { isFnfkitError } from "../errors/fnfkit-error.ts";
import type { ServiceError } from "../errors/service-error.ts";
import type { Clock } from "../runtime/clock.ts";
import { systemClock } from "../runtime/system-clock.ts";
import { adviceOn } from "./advice.ts";
import { type FcPlace, fcPlace } from "./fc-endpoint.ts";
import type { FcAddress, FcAnswer, FcRequest, FcSend } from "./fc-send.ts";
import { generationOf } from "./generation.ts";

/** One call about a function. */
export interface FcCall extends FcRequest {
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
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Empty when the call reads nothing. */
  readonly body: JsonObject;
  /** The body as it came: what a function answered need be no object. */
  readonly received: unknown;
}

/** What {@link createFcTransport} takes. */
export interface FcTransportConfig extends ClientConfig {
  /** Sends each attempt. Default: the vendor's client of the function's generation, loaded at the first attempt. */
  readonly send?: FcSend;
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

const usualTimeoutMs = 10_000;

/**
 * Makes a transport to Function Compute. Nothing is loaded or sent before the first call.
 *
 * @param watch - goes along with every call. Default: tells the configured hooks
 */
export function createFcTransport(
  config: FcTransportConfig,
  watch: Watch = watchWith(config.hooks),
): FcTransport {
  const { credentials: source, clock = systemClock, send: given } = config;
  const givenSend =
    given &&
    ((request: FcRequest, address: OptionalSignal<FcAddress>) => given(request, withSignal(address)));
  const paceOf = createRateKeeper(config.rates, clock);
  let usualPlace: FcPlace | undefined;
  return {
    clock,
    async call(
      target,
      { what, repeatable, reads, doneBefore, action, method, path, query: ownQuery, headers, body },
      { attemptTimeoutMs = usualTimeoutMs, ...options },
    ) {
      const { version, query, send } = generationOf(target);
      const isUsual = target.region === undefined && target.account === undefined;
      if (isUsual) usualPlace ??= fcPlace(config);
      const { endpoint, region, accountId } = (isUsual && usualPlace) || fcPlace(config, target);
      const unheard = doneBefore === undefined ? undefined : unheardEffect();
      const hooks = unheard?.hooks;
      const paces = [paceOf("fc", action)];
      return makeCall(
        { service: "fc", action, what, clock, watch, hooks, repeatable, paces, ...options },
        async ({ signal, leftMs }) => {
          const credentials = await resolveCredentials(source, signal);
          const secrets = [credentials.accessKeyId, credentials.accessKeySecret, credentials.securityToken];
          const call: FailedCall = { service: "fc", action, what, secrets };
          const timeoutMs = attemptTimeout(Math.min(attemptTimeoutMs, leftMs()));
          const request: FcRequest = {
            ...{ action, method, path, query: { ...query(target), ...ownQuery } },
            ...(headers && { headers }),
            ...(body && { body }),
          };
          const address = { endpoint, region, accountId, version, credentials, signal, timeoutMs };
          const answer = await (givenSend ?? send)(request, address).catch((failure) => {
            throw isFnfkitError(failure) ? failure : lostConnection(call, failure);
          });
          if (answer.ok) return reply(answer, call, reads, clock.now());
          if (answer.code === doneBefore && unheard?.isPossible()) {
            const { status, requestId = "" } = answer;
            return { value: { requestId, headers: {}, body: {}, received: undefined }, status, requestId };
          }
          throw refusal(answer, call, clock.now());
        },
      );
    },
  };
}

function reply(
  { status, headers, body }: FcAnswer & { ok: true },
  call: FailedCall,
  reads: boolean,
  now: number,
): Answered<FcReply> {
  const requestId = headers["x-fc-request-id"];
  // The service marks every answer with an id of its own: what has none comes from somebody else.
  if (requestId === undefined || (reads && !isJsonObject(body))) {
    throw refusal({ ok: false, requestId, message: "the answer cannot be read" }, call, now);
  }
  const value = { requestId, headers, body: reads ? (body as JsonObject) : {}, received: body };
  return { value, status, requestId };
}

function refusal(answer: FcAnswer & { ok: false }, call: FailedCall, now: number): ServiceError {
  const { status, code: serviceCode = malformedResponse, message, requestId, retryAfter } = answer;
  const advice = adviceOn(call.action, serviceCode, message ?? "");
  const asked = retryAfterMs(retryAfter, now);
  return answeredWith(call, { status, serviceCode, message, requestId, retryAfterMs: asked, advice });
}
